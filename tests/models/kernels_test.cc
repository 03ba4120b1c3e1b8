// The instruction sets give the same bits, and the right numbers.
#include "models/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace demarche::models {
namespace {

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> all{&plain_kernels()};
  if (cpu_has_avx2()) all.push_back(&avx2_kernels());
  if (cpu_has_avx512()) all.push_back(&avx512_kernels());
  return all;
}

std::vector<float> random_floats(size_t n, uint32_t seed, float scale = 1.0f) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0.0f, scale);
  std::vector<float> out(n);
  for (float& x : out) x = normal(random);
  return out;
}

// Plain machines round a multiply-add twice in one of about 2^29 cases, so a bit may differ now and then.
void expect_same_bits(const std::vector<float>& a, const std::vector<float>& b, const std::string& what) {
  ASSERT_EQ(a.size(), b.size());
  size_t different = 0;
  for (size_t i = 0; i < a.size(); ++i) different += std::memcmp(&a[i], &b[i], sizeof(float)) != 0;
  EXPECT_LE(different, a.size() / 10000) << what;
}

// Row-major [k][n] as panels of 64 columns.
std::vector<float> packed(const std::vector<float>& matrix, size_t k, size_t n) {
  std::vector<float> out(k * n);
  for (size_t i = 0; i < k; ++i) {
    for (size_t j = 0; j < n; ++j) out[j / kPanel * kPanel * k + i * kPanel + j % kPanel] = matrix[i * n + j];
  }
  return out;
}

TEST(Kernels, MultiplyIsRightAndTheSameEverywhere) {
  for (const size_t m : {1, 2, 5, 6, 7, 48, 97}) {
    const size_t k = 96, n = 128;
    const std::vector<float> a = random_floats(m * k, 1), b = random_floats(k * n, 2), start = random_floats(n, 3);
    std::vector<float> first;
    for (const Kernels* kernels : all_kernels()) {
      std::vector<float> c(m * n);
      kernels->multiply(a.data(), k, packed(b, k, n).data(), start.data(), 0, c.data(), n, m, k, n);
      for (size_t i = 0; i < m * n; ++i) {
        double sum = start[i % n];
        for (size_t j = 0; j < k; ++j) sum += static_cast<double>(a[i / n * k + j]) * b[j * n + i % n];
        ASSERT_NEAR(c[i], sum, 1e-4);
      }
      if (first.empty()) first = c;
      expect_same_bits(first, c, kernels->name);
    }
  }
}

TEST(Kernels, SmallNumbersAreTheNearest127ths) {
  std::vector<float> x = random_floats(64, 8, 0.4f);
  for (float& v : x) v = std::min(1.0f, std::max(-1.0f, v));
  x[0] = 1.0f, x[1] = -1.0f, x[2] = 0.0f;
  for (const Kernels* kernels : all_kernels()) {
    std::vector<uint8_t> small(x.size() * kernels->small_bytes);
    kernels->to_small(x.data(), small.data(), x.size());
    for (size_t i = 0; i < x.size(); ++i) {
      int16_t number = 0;
      std::memcpy(&number, small.data() + i * kernels->small_bytes, kernels->small_bytes);
      EXPECT_EQ(number - kernels->small_offset, std::lround(x[i] * 127.0)) << kernels->name;
    }
  }
}

// Within what the rounding of either side to 127ths can do, and to the last bit the same everywhere.
TEST(Kernels, SmallMultiplyIsRightAndTheSameEverywhere) {
  const size_t k = 96, n = 128;
  std::vector<float> b = random_floats(k * n, 2);
  for (size_t row = 0; row < k; ++row) b[row * n + 7] = 0.0f;  // a padded column
  const std::vector<float> start = random_floats(n, 3), panels = packed(b, k, n);
  for (const size_t m : {1, 5, 6, 13}) {
    std::vector<float> a = random_floats(m * k, 1, 0.4f), first;
    for (float& v : a) v = std::min(1.0f, std::max(-1.0f, v));
    for (const Kernels* kernels : all_kernels()) {
      const SmallMatrix matrix = small_matrix(*kernels, panels, k, n);
      std::vector<uint8_t> small(m * k * kernels->small_bytes);
      kernels->to_small(a.data(), small.data(), a.size());
      std::vector<float> c(m * n);
      kernels->multiply_small(small.data(), k * kernels->small_bytes, matrix, start.data(), 0, c.data(), n, m);
      for (size_t i = 0; i < m * n; ++i) {
        double sum = start[i % n], slack = 1e-4;
        const double step = matrix.scale[i % n] * 127.0;
        for (size_t j = 0; j < k; ++j) {
          const double left = a[i / n * k + j], right = b[j * n + i % n];
          sum += left * right;
          slack += std::abs(left) * step / 2 + (std::abs(right) + step / 2) / 254;
        }
        ASSERT_NEAR(c[i], sum, slack);
      }
      if (first.empty()) first = c;
      expect_same_bits(first, c, kernels->name);
    }
  }
}

TEST(Kernels, LstmCellIsRightAndTheSameEverywhere) {
  const size_t hidden = 64;
  const auto sigmoid = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
  for (const float scale : {0.1f, 1.0f, 10.0f, 300.0f}) {
    const std::vector<float> gates = random_floats(4 * hidden, 4, scale), before = random_floats(hidden, 5);
    std::vector<float> first;
    for (const Kernels* kernels : all_kernels()) {
      std::vector<float> cell = before, out(hidden);
      kernels->lstm_cell(gates.data(), cell.data(), out.data(), hidden);
      for (size_t i = 0; i < hidden; ++i) {
        const double next = sigmoid(gates[hidden + i]) * before[i] + sigmoid(gates[i]) * std::tanh(gates[2 * hidden + i]);
        ASSERT_NEAR(cell[i], next, 2e-6);
        ASSERT_NEAR(out[i], sigmoid(gates[3 * hidden + i]) * std::tanh(next), 2e-6);
      }
      if (first.empty()) first = out;
      expect_same_bits(first, out, kernels->name);
    }
  }
}

TEST(Kernels, SmallOnesAreTheSameEverywhere) {
  const size_t n = 96;
  const std::vector<float> a = random_floats(n, 6), b = random_floats(n, 7);
  std::vector<uint16_t> row(n);
  for (size_t i = 0; i < n; ++i) row[i] = static_cast<uint16_t>(0x3F00 + i);
  std::vector<float> first;
  for (const Kernels* kernels : all_kernels()) {
    std::vector<float> all{kernels->dot(a.data(), b.data(), n)}, sum(n), rectified = a, added = a;
    kernels->add_relu(a.data(), b.data(), sum.data(), n);
    kernels->relu(rectified.data(), n);
    kernels->add_row(row.data(), added.data(), n);
    for (size_t i = 0; i < n; ++i) {
      EXPECT_EQ(sum[i], std::max(a[i] + b[i], 0.0f));
      EXPECT_EQ(rectified[i], std::max(a[i], 0.0f));
    }
    for (const auto& part : {sum, rectified, added}) all.insert(all.end(), part.begin(), part.end());
    if (first.empty()) first = all;
    expect_same_bits(first, all, kernels->name);
  }
}

}  // namespace
}  // namespace demarche::models
