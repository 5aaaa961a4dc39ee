#pragma once

// The natural logarithm as straight-line code: inline and without a branch, so that compilers
// compute several side by side.
//
// Additions, multiplications and one division in a fixed order: the same on every machine. The C
// library's functions, which distributions, cohort and roster use for what they draw once, may
// differ in the last bit where it picks another program for a processor with fused multiply-add:
// equal bytes are promised for machines with the same C library. Off by less than one unit in the
// last place (the method and the coefficients: Ng, FreeBSD msun e_log.c, after Tang 1990).

#include <bit>
#include <cstdint>

namespace caseload {

// Requires: x is positive, finite and not subnormal.
constexpr double natural_logarithm(double x) {
  // x = 2^exponent · (1 + f), with 1 + f between √½ and √2.
  constexpr std::uint64_t kOne = 0x3FF0'0000'0000'0000, kRootOfHalf = 0x3FE6'A09E'667F'3BCD;
  constexpr std::uint64_t kFraction = 0x000F'FFFF'FFFF'FFFF;
  const std::uint64_t scaled = std::bit_cast<std::uint64_t>(x) + (kOne - kRootOfHalf);
  // An integer below 2^52 as a double: put behind the leading digit of 2^52, which is subtracted.
  const double exponent =
      std::bit_cast<double>(scaled >> 52 | std::bit_cast<std::uint64_t>(0x1p52)) - (0x1p52 + 1023);
  const double f = std::bit_cast<double>((scaled & kFraction) + kRootOfHalf) - 1;

  // log(1 + f) = f − f²/2 + s · (f²/2 + R), R a polynomial in s².
  const double s = f / (2 + f);
  const double z = s * s;
  const double w = z * z;
  const double odd = w * (3.999999999940941908e-01 +
                          w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double even = z * (6.666666666666735130e-01 +
                           w * (2.857142874366239149e-01 +
                                w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double half_square = 0.5 * f * f;
  constexpr double kLog2High = 6.93147180369123816490e-01, kLog2Low = 1.90821492927058770002e-10;
  return s * (half_square + (even + odd)) + exponent * kLog2Low - half_square + f +
         exponent * kLog2High;
}

}  // namespace caseload
