// The kernels for avx512.
#include "models/kernels.h"

#define DEMARCHE_LANES 16
#define DEMARCHE_ROWS 6
#define DEMARCHE_COLUMNS 4
#define DEMARCHE_FUSED 1
#include "models/kernels_body.h"

namespace demarche::models {

const Kernels& avx512_kernels() {
  static constexpr Kernels kKernels{"avx512",  sizeof(Small), kSmallOffset, multiply, multiply_small, to_small,
                                    lstm_cell, relu,          dot,          add_relu, add_row};
  return kKernels;
}

}  // namespace demarche::models
