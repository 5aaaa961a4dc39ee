#pragma once

// The truth inside the patient at one moment; a Device turns it into a Reading.

namespace caseload::telemetry {

struct Vitals {
  double systolic_mmhg = 0;
  double diastolic_mmhg = 0;
  double pulse_bpm = 0;
  double weight_kg = 0;
  double glucose_mg_per_dl = 0;
  double spo2_percent = 0;
};

}  // namespace caseload::telemetry
