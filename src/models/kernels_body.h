// The kernels' text, included by one file for each instruction set, which sets DEMARCHE_LANES (floats
// in a vector), DEMARCHE_ROWS and DEMARCHE_COLUMNS (the register tile: rows by vectors) and DEMARCHE_FUSED (1 if
// multiply-add is one instruction).
// No include guard: each including file gets its own copies in an unnamed namespace.
#include <immintrin.h>

#include <cstring>

#include "models/kernels.h"

namespace demarche::models {
namespace {

constexpr size_t kLanes = DEMARCHE_LANES;
typedef float Vec __attribute__((vector_size(4 * kLanes)));
typedef int32_t IntVec __attribute__((vector_size(4 * kLanes)));
typedef double Wide __attribute__((vector_size(8 * kLanes)));

inline Vec load(const float* p) {
  Vec v;
  std::memcpy(&v, p, sizeof(v));
  return v;
}
inline void store(float* p, Vec v) { std::memcpy(p, &v, sizeof(v)); }
inline Vec splat(float x) { return Vec{} + x; }

// a * b + c with one rounding. Without the instruction, doubles hold the product exactly.
inline Vec multiply_add(Vec a, Vec b, Vec c) {
#if DEMARCHE_FUSED && DEMARCHE_LANES == 16
  return reinterpret_cast<Vec>(_mm512_fmadd_ps(reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b), reinterpret_cast<__m512>(c)));
#elif DEMARCHE_FUSED
  return reinterpret_cast<Vec>(_mm256_fmadd_ps(reinterpret_cast<__m256>(a), reinterpret_cast<__m256>(b), reinterpret_cast<__m256>(c)));
#else
  const Wide wide = __builtin_convertvector(a, Wide) * __builtin_convertvector(b, Wide) + __builtin_convertvector(c, Wide);
  return __builtin_convertvector(wide, Vec);
#endif
}

template <size_t rows>
void tile(const float* a, size_t a_stride, const float* b, const float* start, size_t start_stride, float* c, size_t c_stride, size_t k) {
  Vec sum[rows][DEMARCHE_COLUMNS];
  for (size_t r = 0; r < rows; ++r) {
    for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) sum[r][v] = load(start + r * start_stride + kLanes * v);
  }
  for (size_t i = 0; i < k; ++i) {
    Vec right[DEMARCHE_COLUMNS];
    for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) right[v] = load(b + i * kPanel + kLanes * v);
    for (size_t r = 0; r < rows; ++r) {
      const Vec left = splat(a[r * a_stride + i]);
      for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) sum[r][v] = multiply_add(left, right[v], sum[r][v]);
    }
  }
  for (size_t r = 0; r < rows; ++r) {
    for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) store(c + r * c_stride + kLanes * v, sum[r][v]);
  }
}

void multiply(const float* a, size_t a_stride, const float* b, const float* start, size_t start_stride, float* c, size_t c_stride, size_t m,
              size_t k, size_t n) {
  for (size_t panel = 0; panel < n; panel += kPanel) {
    const float* packed = b + panel * k;
    for (size_t column = 0; column < kPanel; column += kLanes * DEMARCHE_COLUMNS) {
      const size_t at = panel + column;
      size_t row = 0;
      for (; row + DEMARCHE_ROWS <= m; row += DEMARCHE_ROWS) {
        tile<DEMARCHE_ROWS>(a + row * a_stride, a_stride, packed + column, start + row * start_stride + at, start_stride,
                            c + row * c_stride + at, c_stride, k);
      }
      for (; row < m; ++row) {
        tile<1>(a + row * a_stride, a_stride, packed + column, start + row * start_stride + at, start_stride, c + row * c_stride + at,
                c_stride, k);
      }
    }
  }
}

// Adds to each integer of `sum` the products of the four bytes of `left` with those of `right`: of four numbers of a byte,
// or of two of two bytes.
inline IntVec dot_add(IntVec sum, IntVec left, IntVec right) {
#if DEMARCHE_LANES == 16
  return reinterpret_cast<IntVec>(
      _mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum), reinterpret_cast<__m512i>(left), reinterpret_cast<__m512i>(right)));
#elif DEMARCHE_LANES == 8
  return sum + reinterpret_cast<IntVec>(_mm256_madd_epi16(reinterpret_cast<__m256i>(left), reinterpret_cast<__m256i>(right)));
#else
  return sum + reinterpret_cast<IntVec>(_mm_madd_epi16(reinterpret_cast<__m128i>(left), reinterpret_cast<__m128i>(right)));
#endif
}
#if DEMARCHE_LANES == 16
typedef uint8_t Small;  // offset by 128: the instruction takes its left side without a sign
constexpr int32_t kSmallOffset = 128;
#else
typedef int16_t Small;
constexpr int32_t kSmallOffset = 0;
#endif
typedef Small SmallVec __attribute__((vector_size(sizeof(Small) * kLanes)));

template <typename T>
inline T load_as(const void* p) {
  T v;
  std::memcpy(&v, p, sizeof(v));
  return v;
}

template <size_t rows>
void tile_small(const uint8_t* a, size_t a_stride, const uint8_t* b, const float* scale, const int32_t* offset, const float* start,
                size_t start_stride, float* c, size_t c_stride, size_t words) {
  IntVec sum[rows][DEMARCHE_COLUMNS];
  for (size_t r = 0; r < rows; ++r) {
    for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) sum[r][v] = IntVec{};
  }
  for (size_t i = 0; i < words; ++i) {
    IntVec right[DEMARCHE_COLUMNS];
    for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) right[v] = load_as<IntVec>(b + 4 * (i * kPanel + kLanes * v));
    for (size_t r = 0; r < rows; ++r) {
      const IntVec left = IntVec{} + load_as<int32_t>(a + r * a_stride + 4 * i);
      for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) sum[r][v] = dot_add(sum[r][v], left, right[v]);
    }
  }
  for (size_t r = 0; r < rows; ++r) {
    for (size_t v = 0; v < DEMARCHE_COLUMNS; ++v) {
      const Vec exact = __builtin_convertvector(sum[r][v] - load_as<IntVec>(offset + kLanes * v), Vec);
      store(c + r * c_stride + kLanes * v, multiply_add(exact, load(scale + kLanes * v), load(start + r * start_stride + kLanes * v)));
    }
  }
}

void multiply_small(const uint8_t* a, size_t a_stride, const SmallMatrix& b, const float* start, size_t start_stride, float* c,
                    size_t c_stride, size_t m) {
  const size_t words = b.rows * sizeof(Small) / 4;
  for (size_t at = 0; at < b.columns; at += kLanes * DEMARCHE_COLUMNS) {
    const uint8_t* packed = b.cells.data() + 4 * (at / kPanel * kPanel * words + at % kPanel);
    const auto run = [&]<size_t rows>(size_t row) {
      tile_small<rows>(a + row * a_stride, a_stride, packed, b.scale.data() + at, b.offset.data() + at, start + row * start_stride + at,
                       start_stride, c + row * c_stride + at, c_stride, words);
    };
    size_t row = 0;
    for (; row + DEMARCHE_ROWS <= m; row += DEMARCHE_ROWS) run.template operator()<DEMARCHE_ROWS>(row);
    for (; row < m; ++row) run.template operator()<1>(row);
  }
}

void to_small(const float* x, uint8_t* out, size_t n) {
  // Adding 1.5 * 2^23 rounds to whole numbers, which are then the low bits; ties go to the even one.
  const Vec magic = splat(12582912.0f);
  for (size_t i = 0; i < n; i += kLanes) {
    const Vec rounded = multiply_add(load(x + i), splat(kSmallOne), magic);
    const SmallVec small = __builtin_convertvector(load_as<IntVec>(&rounded) - (0x4B400000 - kSmallOffset), SmallVec);
    std::memcpy(out + i * sizeof(Small), &small, sizeof(small));
  }
}

inline Vec clamp(Vec x, float limit) {
  x = x > splat(limit) ? splat(limit) : x;
  return x < splat(-limit) ? splat(-limit) : x;
}

// e to the x: 2^n times a polynomial on the remainder; relative error below 3e-7.
inline Vec exponential(Vec x) {
  x = clamp(x, 80.0f);
  const Vec magic = splat(12582912.0f);
  const Vec n = multiply_add(x, splat(1.44269504f), magic) - magic;
  Vec r = multiply_add(n, splat(-0.693359375f), x);
  r = multiply_add(n, splat(2.12194440e-4f), r);
  Vec p = splat(1.9875691500e-4f);
  p = multiply_add(p, r, splat(1.3981999507e-3f));
  p = multiply_add(p, r, splat(8.3334519073e-3f));
  p = multiply_add(p, r, splat(4.1665795894e-2f));
  p = multiply_add(p, r, splat(1.6666665459e-1f));
  p = multiply_add(p, r, splat(5.0000001201e-1f));
  p = multiply_add(p, r * r, r) + 1.0f;
  const IntVec exponent = __builtin_convertvector(n, IntVec) + 127;
  const IntVec bits = exponent << 23;
  Vec scale;
  std::memcpy(&scale, &bits, sizeof(scale));
  return p * scale;
}

inline Vec sigmoid(Vec x) { return splat(1.0f) / (exponential(-x) + 1.0f); }
inline Vec hyperbolic_tangent(Vec x) { return multiply_add(sigmoid(x + x), splat(2.0f), splat(-1.0f)); }

void lstm_cell(const float* gates, float* cell, float* out, size_t hidden) {
  for (size_t i = 0; i < hidden; i += kLanes) {
    const Vec in = sigmoid(load(gates + i));
    const Vec forget = sigmoid(load(gates + hidden + i));
    const Vec update = hyperbolic_tangent(load(gates + 2 * hidden + i));
    const Vec emit = sigmoid(load(gates + 3 * hidden + i));
    const Vec next = multiply_add(forget, load(cell + i), in * update);
    store(cell + i, next);
    store(out + i, emit * hyperbolic_tangent(next));
  }
}

void relu(float* x, size_t n) {
  for (size_t i = 0; i < n; i += kLanes) {
    const Vec v = load(x + i);
    store(x + i, v > splat(0.0f) ? v : splat(0.0f));
  }
}

// Sixteen partial sums whatever the vector's width, folded in a fixed order.
float dot(const float* a, const float* b, size_t n) {
  float lanes[16];
  for (size_t part = 0; part < 16; part += kLanes) {
    Vec sum = splat(0.0f);
    for (size_t i = part; i < n; i += 16) sum = multiply_add(load(a + i), load(b + i), sum);
    store(lanes + part, sum);
  }
  for (size_t width = 8; width > 0; width /= 2) {
    for (size_t i = 0; i < width; ++i) lanes[i] += lanes[i + width];
  }
  return lanes[0];
}

void add_relu(const float* a, const float* b, float* out, size_t n) {
  for (size_t i = 0; i < n; i += kLanes) {
    const Vec v = load(a + i) + load(b + i);
    store(out + i, v > splat(0.0f) ? v : splat(0.0f));
  }
}

void add_row(const uint16_t* row, float* out, size_t n) {
  for (size_t i = 0; i < n; ++i) {
    const uint32_t bits = static_cast<uint32_t>(row[i]) << 16;
    float x;
    std::memcpy(&x, &bits, sizeof(x));
    out[i] += x;
  }
}

}  // namespace
}  // namespace demarche::models
