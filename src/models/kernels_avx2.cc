// The kernels for avx2.
#include "models/kernels.h"

#define DEMARCHE_LANES 8
#define DEMARCHE_ROWS 4
#define DEMARCHE_COLUMNS 2
#define DEMARCHE_FUSED 1
#include "models/kernels_body.h"

namespace demarche::models {

const Kernels& avx2_kernels() {
  static constexpr Kernels kKernels{"avx2",    sizeof(Small), kSmallOffset, multiply, multiply_small, to_small,
                                    lstm_cell, relu,          dot,          add_relu, add_row};
  return kKernels;
}

}  // namespace demarche::models
