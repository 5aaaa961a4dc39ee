#include "grpc/backend/store_rows.hpp"

namespace caseload::wire {

StoredWindow window_in(const Statement& row) {
  return {.number = static_cast<std::uint64_t>(row.integer(0)),
          .watermark = instant(row.integer(1)),
          .last_arrival = row.integer(2),
          .digest = static_cast<std::uint64_t>(row.integer(3)),
          .readings_new = static_cast<std::uint32_t>(row.integer(4)),
          .readings_known = static_cast<std::uint32_t>(row.integer(5))};
}

MeasurementColumns to_columns(const telemetry::Measurement& measurement) {
  struct Columns {
    MeasurementColumns operator()(const telemetry::BloodPressure& pressure) const {
      return {0, {pressure.systolic_mmhg, pressure.diastolic_mmhg, pressure.pulse_bpm}};
    }
    MeasurementColumns operator()(const telemetry::Weight& weight) const {
      return {1, {weight.grams, 0, 0}};
    }
    MeasurementColumns operator()(const telemetry::Glucose& glucose) const {
      return {2, {glucose.mg_per_dl, 0, 0}};
    }
    MeasurementColumns operator()(const telemetry::Oximetry& oximetry) const {
      return {3, {oximetry.spo2_percent, oximetry.pulse_bpm, 0}};
    }
  };
  return std::visit(Columns{}, measurement);
}

telemetry::Measurement from_columns(const MeasurementColumns& columns) {
  const auto value = [&columns](int index) {
    return static_cast<std::int32_t>(columns.values[index]);
  };
  switch (columns.kind) {
    case 0:
      return telemetry::BloodPressure{value(0), value(1), value(2)};
    case 1:
      return telemetry::Weight{value(0)};
    case 2:
      return telemetry::Glucose{value(0)};
    case 3:
      return telemetry::Oximetry{value(0), value(1)};
    default:
      throw StoreFailure("the store holds a reading of an unknown kind");
  }
}

telemetry::Reading reading_in(const Statement& row, int first) {
  const auto number = [&row, first](int column) {
    return static_cast<std::uint32_t>(row.integer(first + column));
  };
  return {.patient = PatientId{number(0)},
          .device = DeviceId{number(1)},
          .sequence = number(2),
          .taken_at = instant(row.integer(first + 3)),
          .received_at = instant(row.integer(first + 4)),
          .measurement = from_columns({.kind = row.integer(first + 5),
                                       .values = {row.integer(first + 6), row.integer(first + 7),
                                                  row.integer(first + 8)}})};
}

}  // namespace caseload::wire
