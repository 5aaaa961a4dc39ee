#pragma once

// What queueing theory says, by formulas that know nothing of the simulation.
//
// Rates are per unit of time and times in that unit, whichever it is; a load is arrival rate × mean
// service. theory_test.cpp holds each formula against published values. Sources by short name:
//   Kleinrock  Queueing Systems, vol. 1 (1975) and vol. 2 (1976)
//   Gross      Gross, Shortle, Thompson, Harris: Fundamentals of Queueing Theory, 4th ed. (2008)

#include <functional>
#include <span>
#include <vector>

namespace caseload::validation::theory {

// The share of customers lost by a full system without a line: M/M/c/c. Erlang 1917, by the
// recursion B(n) = aB(n − 1) / (n + aB(n − 1)). Requires: servers ≥ 0, load > 0.
double erlang_b(int servers, double load);

// The chance that all servers are busy: M/M/c. Erlang 1917. Requires: load < servers.
double erlang_c(int servers, double load);
// Mean wait in line of M/M/c, in units of the mean service.
double erlang_c_wait(int servers, double load);

// M/M/c whose customers give up after exponential patience. Palm 1957; Garnett, Mandelbaum and
// Reiman 2002. From the stationary birth and death of customers present.
struct ErlangA {
  double share_giving_up;
  double mean_in_line;
};
ErlangA erlang_a(int servers, double arrival_rate, double service_rate, double patience_rate);

// Mean wait in line of M/G/1. Pollaczek 1930, Khinchine 1932: load · mean · (1 + cv²) / 2(1 −
// load). Requires: load < 1.
double pollaczek_khinchine_wait(double arrival_rate, double mean_service, double cv);

// Mean wait in line of G/M/1, by the root in (0, 1) of root = gap_transform(service_rate · (1 −
// root)), where gap_transform(s) = E[exp(−s · gap)]. Kleinrock vol. 1, §6.4.
double gm1_root(const std::function<double(double)>& gap_transform, double service_rate);
double gm1_wait(const std::function<double(double)>& gap_transform, double service_rate);

// One class of customers before a single server; the first class goes first.
struct CustomerClass {
  double arrival_rate;
  double mean_service;
  double second_moment;  // E[service²]; 2 · mean² if exponential
};
// Mean wait in line per class without pre-emption. Cobham 1954.
std::vector<double> cobham_waits(std::span<const CustomerClass> classes);
// Mean stay per class, service included, when a higher class interrupts and the interrupted
// resumes. Kleinrock vol. 2, §3.6; Gross §3.4.3.
std::vector<double> preemptive_resume_stays(std::span<const CustomerClass> classes);

// Mean number present at `at` with servers without limit and arrivals at rate(t) since for ever:
// ∫ rate(at − s) · survival(s) ds from 0 to `horizon`, beyond which nobody stays. Palm 1943,
// Khinchine 1955; Eick, Massey and Whitt 1993. Simpson's rule.
double mean_present(const std::function<double(double)>& rate,
                    const std::function<double(double)>& survival, double at, double horizon);

// Mean number of machines down, of `machines` that fail at `failure_rate` while they run and are
// repaired by `repairers`. Palm 1947; Gross §2.7.
double machines_down(int machines, int repairers, double failure_rate, double repair_rate);

// One node of an open network: exponential service, customers from outside, and where they go.
struct Node {
  int servers;
  double service_rate;
  double arrivals_from_outside;
  std::vector<double> next;  // chance of going to each node; the rest leaves
};
// Mean number at each node. Jackson 1957: each is an M/M/c of its own at the solved arrival rate.
std::vector<double> jackson_present(std::span<const Node> nodes);

// The chances of 0, 1, … customers present in a birth and death process whose rates change with
// time, by the forward (Kolmogorov) equations and the classical Runge–Kutta method.
class BirthAndDeath {
 public:
  using Rate = std::function<double(double time, int present)>;
  // Begins empty at time 0. At most `most` are present: choose it so that more hardly occur.
  BirthAndDeath(int most, Rate birth, Rate death);

  // Requires: not earlier than the last. Rates must be smooth within one call: stop where they
  // jump.
  void advance(double to, double step);
  double mean() const;                   // present now
  double area() const { return area_; }  // ∫ mean dt so far
  double chance(int present) const { return chances_[static_cast<std::size_t>(present)]; }

 private:
  std::vector<double> slope(double time, const std::vector<double>& chances) const;

  Rate birth_, death_;
  double time_ = 0;
  double area_ = 0;
  std::vector<double> chances_;
};

}  // namespace caseload::validation::theory
