// The arithmetic of the network, compiled once for each instruction set. Every path adds the same numbers in the same
// order with one rounding for each multiply-add, so that all of them give the same trees.
#pragma once
#include <cstddef>
#include <cstdint>

namespace demarche::models {

// Matrices on the right-hand side are packed in panels of 64 columns: panel p holds, for each row k, 64 floats.
inline constexpr size_t kPanel = 64;

struct Kernels {
  const char* name;
  // c[m][n] = start[m][n] + sum over k of a[m][k] * b[k][n]; `start` may equal c. n is a multiple of kPanel.
  void (*multiply)(const float* a, size_t a_stride, const float* b, const float* start, size_t start_stride, float* c, size_t c_stride,
                   size_t m, size_t k, size_t n);
  // One LSTM step for one row: gates i, f, g, o of `hidden` floats each; updates cell and writes out. hidden % 16 == 0.
  void (*lstm_cell)(const float* gates, float* cell, float* out, size_t hidden);
  // x = max(x, 0) for n floats, n % 16 == 0.
  void (*relu)(float* x, size_t n);
  // Dot product of n floats, n % 16 == 0.
  float (*dot)(const float* a, const float* b, size_t n);
  // out = max(a + b, 0).
  void (*add_relu)(const float* a, const float* b, float* out, size_t n);
  // out += row of bfloat16 numbers.
  void (*add_row)(const uint16_t* row, float* out, size_t n);
};

const Kernels& plain_kernels();
const Kernels& avx2_kernels();    // only where cpu_has_avx2()
const Kernels& avx512_kernels();  // only where cpu_has_avx512()
bool cpu_has_avx2();
bool cpu_has_avx512();
// The fastest that this processor runs.
const Kernels& best_kernels();

}  // namespace demarche::models
