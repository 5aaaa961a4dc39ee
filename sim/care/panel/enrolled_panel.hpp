#pragma once

// The patients a clinic knows, by number; joiners' numbers are reserved before they are known.

#include "sim/base/stable_table.hpp"
#include "sim/care/panel/enrolled_patient.hpp"

namespace caseload::care {

class EnrolledPanel {
 public:
  // Requires: the number was opened.
  EnrolledPatient& operator[](PatientId patient) { return table_[number(patient)]; }
  const EnrolledPatient& operator[](PatientId patient) const { return table_[number(patient)]; }

  // The patient, or null: nobody, or nobody who was ever enrolled.
  EnrolledPatient* find(PatientId patient) {
    const std::uint32_t id = number(patient);
    if (id >= table_.size()) return nullptr;
    EnrolledPatient& found = table_[id];
    return found.known ? &found : nullptr;
  }
  const EnrolledPatient* find(PatientId patient) const {
    return const_cast<EnrolledPanel*>(this)->find(patient);
  }

  // Room for this number and all below it.
  EnrolledPatient& open(PatientId patient) {
    while (table_.size() <= number(patient)) table_.open(table_.size());
    return table_[number(patient)];
  }

  std::uint32_t size() const { return table_.size(); }
  auto begin() { return table_.begin(); }
  auto end() { return table_.end(); }
  auto begin() const { return table_.begin(); }
  auto end() const { return table_.end(); }

 private:
  StableTable<EnrolledPatient> table_;
};

}  // namespace caseload::care
