#include "tests/sim/validation/theory.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace caseload::validation::theory {
namespace {

// Σ n · p(n) and the like over a stationary birth and death process with rates birth(n), death(n).
template <class Birth, class Death, class Value>
double stationary_mean(int most, Birth birth, Death death, Value value) {
  double weight = 1, total = 0, sum = 0;
  for (int n = 0; n <= most; ++n) {
    total += weight;
    sum += weight * value(n);
    weight *= birth(n) / death(n + 1);
  }
  return sum / total;
}

}  // namespace

double erlang_b(int servers, double load) {
  double lost = 1;
  for (int n = 1; n <= servers; ++n) lost = load * lost / (n + load * lost);
  return lost;
}

double erlang_c(int servers, double load) {
  const double lost = erlang_b(servers, load);
  return lost / (1 - load / servers * (1 - lost));
}

double erlang_c_wait(int servers, double load) {
  return erlang_c(servers, load) / (servers - load);
}

ErlangA erlang_a(int servers, double arrival_rate, double service_rate, double patience_rate) {
  const auto in_line = [&](int n) { return std::max(0, n - servers); };
  const double mean_in_line = stationary_mean(
      servers + 2000, [&](int) { return arrival_rate; },
      [&](int n) { return std::min(n, servers) * service_rate + in_line(n) * patience_rate; },
      in_line);
  return {mean_in_line * patience_rate / arrival_rate, mean_in_line};
}

double pollaczek_khinchine_wait(double arrival_rate, double mean_service, double cv) {
  const double load = arrival_rate * mean_service;
  return load * mean_service * (1 + cv * cv) / (2 * (1 - load));
}

double gm1_root(const std::function<double(double)>& gap_transform, double service_rate) {
  // From 0 the iteration rises to the smallest root, which is the one below 1.
  double root = 0;
  for (int i = 0; i < 10'000; ++i) root = gap_transform(service_rate * (1 - root));
  return root;
}

double gm1_wait(const std::function<double(double)>& gap_transform, double service_rate) {
  const double root = gm1_root(gap_transform, service_rate);
  return root / (service_rate * (1 - root));
}

std::vector<double> cobham_waits(std::span<const CustomerClass> classes) {
  double residual = 0;  // what is left of the service in progress
  for (const CustomerClass& one : classes) residual += one.arrival_rate * one.second_moment / 2;
  std::vector<double> waits;
  double before = 0, up_to = 0;  // load of higher classes, and with this one
  for (const CustomerClass& one : classes) {
    before = std::exchange(up_to, up_to + one.arrival_rate * one.mean_service);
    waits.push_back(residual / ((1 - before) * (1 - up_to)));
  }
  return waits;
}

std::vector<double> preemptive_resume_stays(std::span<const CustomerClass> classes) {
  std::vector<double> stays;
  double residual = 0, before = 0, up_to = 0;
  for (const CustomerClass& one : classes) {
    residual += one.arrival_rate * one.second_moment / 2;  // of this class and higher ones
    before = std::exchange(up_to, up_to + one.arrival_rate * one.mean_service);
    stays.push_back(one.mean_service / (1 - before) + residual / ((1 - before) * (1 - up_to)));
  }
  return stays;
}

double mean_present(const std::function<double(double)>& rate,
                    const std::function<double(double)>& survival, double at, double horizon) {
  constexpr int kSteps = 20'000;  // even
  const double step = horizon / kSteps;
  double sum = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double weight = i == 0 || i == kSteps ? 1 : i % 2 == 1 ? 4 : 2;
    sum += weight * rate(at - i * step) * survival(i * step);
  }
  return sum * step / 3;
}

double machines_down(int machines, int repairers, double failure_rate, double repair_rate) {
  return stationary_mean(
      machines, [&](int down) { return (machines - down) * failure_rate; },
      [&](int down) { return std::min(down, repairers) * repair_rate; },
      [](int down) { return down; });
}

std::vector<double> jackson_present(std::span<const Node> nodes) {
  // The traffic equations, by iteration: each round adds the customers on their next visit.
  std::vector<double> arrivals(nodes.size(), 0);
  for (int round = 0; round < 10'000; ++round) {
    std::vector<double> sums;
    for (const Node& node : nodes) sums.push_back(node.arrivals_from_outside);
    for (std::size_t from = 0; from < nodes.size(); ++from)
      for (std::size_t to = 0; to < nodes.size(); ++to)
        sums[to] += arrivals[from] * nodes[from].next[to];
    arrivals = std::move(sums);
  }
  std::vector<double> present;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const double load = arrivals[i] / nodes[i].service_rate;
    present.push_back(load + load * erlang_c_wait(nodes[i].servers, load));
  }
  return present;
}

BirthAndDeath::BirthAndDeath(int most, Rate birth, Rate death)
    : birth_(std::move(birth)),
      death_(std::move(death)),
      chances_(static_cast<std::size_t>(most) + 1) {
  chances_[0] = 1;
}

std::vector<double> BirthAndDeath::slope(double time, const std::vector<double>& chances) const {
  std::vector<double> slopes(chances.size(), 0);
  for (std::size_t n = 0; n + 1 < chances.size(); ++n) {
    const double up = birth_(time, static_cast<int>(n)) * chances[n];
    const double down = death_(time, static_cast<int>(n) + 1) * chances[n + 1];
    slopes[n] += down - up;
    slopes[n + 1] += up - down;
  }
  return slopes;
}

void BirthAndDeath::advance(double to, double step) {
  const auto steps = static_cast<int>(std::ceil((to - time_) / step));
  const double length = (to - time_) / std::max(steps, 1);
  const auto moved = [this](const std::vector<double>& along, double by) {
    std::vector<double> chances = chances_;
    for (std::size_t n = 0; n < chances.size(); ++n) chances[n] += by * along[n];
    return chances;
  };
  for (int i = 0; i < steps; ++i) {
    const double start = time_ + i * length;
    const auto k1 = slope(start, chances_);
    const auto k2 = slope(start + length / 2, moved(k1, length / 2));
    const auto k3 = slope(start + length / 2, moved(k2, length / 2));
    const auto k4 = slope(start + length, moved(k3, length));
    const double before = mean();
    for (std::size_t n = 0; n < chances_.size(); ++n)
      chances_[n] += length / 6 * (k1[n] + 2 * k2[n] + 2 * k3[n] + k4[n]);
    area_ += length * (before + mean()) / 2;
  }
  time_ = to;
}

double BirthAndDeath::mean() const {
  double sum = 0;
  for (std::size_t n = 0; n < chances_.size(); ++n) sum += static_cast<double>(n) * chances_[n];
  return sum;
}

}  // namespace caseload::validation::theory
