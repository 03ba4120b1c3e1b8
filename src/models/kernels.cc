#include "models/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace demarche::models {

bool cpu_has_avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

bool cpu_has_avx512() {
  return cpu_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni");
}

const Kernels& best_kernels() {
  if (cpu_has_avx512()) return avx512_kernels();
  if (cpu_has_avx2()) return avx2_kernels();
  return plain_kernels();
}

SmallMatrix small_matrix(const Kernels& kernels, std::span<const float> panels, size_t rows, size_t columns) {
  SmallMatrix out;
  out.rows = rows;
  out.columns = columns;
  out.cells.resize(rows * columns * kernels.small_bytes);
  out.scale.assign(columns, 0.0f);
  out.offset.assign(columns, 0);
  const size_t group = 4 / kernels.small_bytes;  // cells of one column that lie together
  for (size_t column = 0; column < columns; ++column) {
    const size_t panel = column / kPanel * kPanel, within = column % kPanel;
    const auto weight = [&](size_t row) { return panels[panel * rows + row * kPanel + within]; };
    float largest = 0.0f;
    for (size_t row = 0; row < rows; ++row) largest = std::max(largest, std::abs(weight(row)));
    if (!(largest > 0.0f) || !std::isfinite(largest)) continue;  // a column of nothing, or of broken weights
    const float scale = largest / 127.0f;
    out.scale[column] = scale / kSmallOne;
    for (size_t row = 0; row < rows; ++row) {
      const float steps = std::nearbyint(weight(row) / scale);
      const int16_t cell = static_cast<int16_t>(steps >= -127.0f && steps <= 127.0f ? steps : 0.0f);
      out.offset[column] += kernels.small_offset * cell;
      uint8_t* to = out.cells.data() + 4 * (panel * rows / group + row / group * kPanel + within) + row % group * kernels.small_bytes;
      std::memcpy(to, &cell, kernels.small_bytes);  // the low byte comes first
    }
  }
  return out;
}

}  // namespace demarche::models
