// The arithmetic of the network, compiled once for each instruction set. Every path adds the same numbers in the same
// order with one rounding for each multiply-add, so that all of them give the same trees.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace demarche::models {

// Matrices on the right-hand side are packed in panels of 64 columns: panel p holds, for each row k, 64 floats.
inline constexpr size_t kPanel = 64;

// A matrix whose columns are whole multiples, -127 to 127, of a scale of their own. Its products with rows of small
// numbers are sums of integers, which every instruction set adds without rounding.
struct SmallMatrix {
  std::vector<uint8_t> cells;   // panels of 64 columns; for each four bytes of a row, 64 times the cells that meet them
  std::vector<float> scale;     // of each column, divided by kSmallOne
  std::vector<int32_t> offset;  // of each column: what the offset of the row's numbers adds to every sum
  size_t rows = 0, columns = 0;
};

// Small numbers are whole 127ths of numbers in [-1, 1], such as an LSTM's outputs.
inline constexpr float kSmallOne = 127.0f;

struct Kernels {
  const char* name;
  size_t small_bytes;    // bytes of a small number: 1 or 2
  int32_t small_offset;  // what is added to it to make it positive: 128 or 0
  // c[m][n] = start[m][n] + sum over k of a[m][k] * b[k][n]; `start` may equal c. n is a multiple of kPanel.
  void (*multiply)(const float* a, size_t a_stride, const float* b, const float* start, size_t start_stride, float* c, size_t c_stride,
                   size_t m, size_t k, size_t n);
  // c[m] = start[m] + a[m] * b for m rows of small numbers; a_stride in bytes.
  void (*multiply_small)(const uint8_t* a, size_t a_stride, const SmallMatrix& b, const float* start, size_t start_stride, float* c,
                         size_t c_stride, size_t m);
  // The small numbers nearest to n floats in [-1, 1], n % 16 == 0.
  void (*to_small)(const float* x, uint8_t* out, size_t n);
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

// The matrix [rows][columns], packed in panels as floats, in the form that multiply_small of these kernels reads. rows % 4 == 0.
SmallMatrix small_matrix(const Kernels& kernels, std::span<const float> panels, size_t rows, size_t columns);

const Kernels& plain_kernels();
const Kernels& avx2_kernels();    // only where cpu_has_avx2()
const Kernels& avx512_kernels();  // only where cpu_has_avx512()
bool cpu_has_avx2();
bool cpu_has_avx512();
// The fastest that this processor runs.
const Kernels& best_kernels();

}  // namespace demarche::models
