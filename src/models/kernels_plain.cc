// The kernels for any processor.
#include "models/kernels.h"

#define DEMARCHE_LANES 4
#define DEMARCHE_ROWS 1
#define DEMARCHE_COLUMNS 4
#define DEMARCHE_FUSED 0
#include "models/kernels_body.h"

namespace demarche::models {

const Kernels& plain_kernels() {
  static constexpr Kernels kKernels{"plain",   sizeof(Small), kSmallOffset, multiply, multiply_small, to_small,
                                    lstm_cell, relu,          dot,          add_relu, add_row};
  return kKernels;
}

}  // namespace demarche::models
