#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "records/bill_totals.hpp"
#include "reports/bill/bill_input.hpp"

namespace caseload::reports {
namespace {

constexpr int kSchemaVersion = 1;
// A file may have a name that is not UTF-8.
constexpr auto kReplace = nlohmann::json::error_handler_t::replace;

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, kReplace);
}

// Words that stand in many rows are quoted once.
std::vector<std::string> all_json(const records::StringPool& words) {
  std::vector<std::string> out;
  for (std::uint32_t i = 0; i < words.size(); ++i) out.push_back(json_text(words[i]));
  return out;
}

std::string list_of(const std::vector<std::string>& texts) {
  return nlohmann::json(texts).dump(-1, ' ', false, kReplace);
}

class Writer {
 public:
  Writer(const BillInput& input, const Sink& sink)
      : input_(input),
        sink_(sink),
        patients_(all_json(input.patients)),
        words_(all_json(input.bill.words)) {}

  void write(const std::vector<Compared>& compared) {
    sink_("{\n");
    head();
    totals();
    if (!compared.empty()) comparison(compared);
    array("claims", input_.bill.codes,
          [this](const records::BilledCode& code) { return claim(code); });
    array("not_claimed", input_.bill.codes,
          [this](const records::BilledCode& code) { return not_claimed(code); });
    array("open_periods", input_.bill.open,
          [this](const records::OpenPeriod& period) { return open(period); });
    array("minutes", input_.bill.minutes,
          [this](const records::BilledMinutes& minutes) { return minutes_row(minutes); });
    array("rejected", input_.rejected, [](const records::RejectedRow& row) {
      return fmt::format("{{\"file\":{},\"line\":{},\"why\":{}}}", json_text(row.file), row.line,
                         json_text(row.why));
    });
    const auto remark = [](const records::Remark& each) {
      return fmt::format("{{\"about\":{},\"count\":{},\"text\":{},\"examples\":{}}}",
                         json_text(each.about), each.count, json_text(each.text),
                         list_of(each.examples));
    };
    array("unknown", input_.bill.unknown, remark);
    array("questions", input_.bill.questions, remark, true);
    sink_("}\n");
  }

 private:
  void head() {
    sink_(fmt::format(" \"schema_version\": {},\n \"version\": {},\n \"notice\": {},\n",
                      kSchemaVersion, json_text(input_.version), json_text(kPatientDataNotice)));
    sink_(fmt::format(" \"timezone\": {},\n \"rules\": {},\n \"rules_for_every_month\": {},\n",
                      json_text(input_.timezone), json_text(input_.rules),
                      input_.rules_for_every_month));
    sink_(fmt::format(" \"rule_sources\": {},\n", list_of(input_.sources)));
    sink_(fmt::format(" \"files_from\": {},\n \"files_to\": {},\n",
                      input_.from ? json_text(iso(*input_.from)) : "null",
                      input_.to ? json_text(iso(*input_.to)) : "null"));
    array("files", input_.files, [](const records::SourceFile& file) {
      return fmt::format(
          "{{\"what\":{},\"name\":{},\"rows\":{},\"rejected\":{},\"ignored_columns\":{}}}",
          json_text(file.what), json_text(file.name), file.rows, file.rejected,
          list_of(file.ignored));
    });
  }

  void totals() { sink_(fmt::format(" \"codes\": {},\n", totals_of(input_.bill))); }

  static std::string totals_of(const records::Bill& bill) {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    for (const records::CodeTotal& total : records::code_totals(bill)) {
      nlohmann::ordered_json& one = all[total.code];
      one["units"] = total.units;
      one["times"] = total.times;
      one["held"] = total.held;
      one["with_unknown"] = total.unknown;
      if (total.priced) one["national_rate_usd"] = static_cast<double>(total.cents) / 100;
      else one["national_rate_usd"] = nullptr;
    }
    return all.dump();
  }

  void comparison(const std::vector<Compared>& compared) {
    sink_(" \"compared\": [");
    for (std::size_t i = 0; i < compared.size(); ++i)
      sink_(fmt::format("{}\n  {{\"rules\":{},\"codes\":{}}}", i == 0 ? "" : ",",
                        json_text(compared[i].name), totals_of(compared[i].bill)));
    sink_("\n ],\n");
  }

  // One line per row; a row that is empty text is left out.
  template <class Rows, class Line>
  void array(std::string_view name, const Rows& rows, Line line, bool last = false) {
    sink_(fmt::format(" \"{}\": [", name));
    bool any = false;
    for (const auto& row : rows) {
      const std::string text = line(row);
      if (text.empty()) continue;
      sink_(any ? ",\n  " : "\n  ");
      sink_(text);
      any = true;
    }
    sink_(any ? "\n ]" : "]");
    sink_(last ? "\n" : ",\n");
  }

  static std::string when(const records::BilledCode& code) {
    if (!code.of_period) return fmt::format("\"month\":\"{}\"", month_of(code.from).name());
    return fmt::format("\"period_start\":\"{}\",\"period_end\":\"{}\"", iso(code.from),
                       iso(code.to));
  }

  std::string claim(const records::BilledCode& code) const {
    if (code.units == 0) return {};
    std::vector<std::string> unknown;
    for (std::size_t bit = 0; bit < input_.bill.facts.size(); ++bit)
      if ((code.unknown >> bit & 1U) != 0) unknown.push_back(input_.bill.facts[bit]);
    return fmt::format(
        "{{\"patient\":{},\"code\":{},\"units\":{},{},\"reason\":{},\"unknown\":{},\"held\":{},"
        "\"national_rate_usd\":{}}}",
        patients_[code.patient], words_[code.code], code.units, when(code), words_[code.reason],
        list_of(unknown), code.held,
        code.priced ? fmt::format("{}.{:02}", code.cents / 100, code.cents % 100) : "null");
  }

  std::string not_claimed(const records::BilledCode& code) const {
    if (code.units > 0) return {};
    return fmt::format("{{\"patient\":{},\"code\":{},{},\"reason\":{}}}", patients_[code.patient],
                       words_[code.code], when(code), words_[code.reason]);
  }

  std::string open(const records::OpenPeriod& period) const {
    return fmt::format(
        "{{\"patient\":{},\"program\":\"{}\",\"period_start\":\"{}\",\"period_end\":\"{}\","
        "\"reading_days\":{},\"why\":{}}}",
        patients_[period.patient], rules::name(period.program), iso(period.from), iso(period.to),
        period.reading_days, words_[period.reason]);
  }

  std::string minutes_row(const records::BilledMinutes& minutes) const {
    std::string lost;
    for (std::size_t reason = 0; reason < minutes.lost.size(); ++reason)
      if (minutes.lost[reason] > SimDuration::zero())
        lost +=
            fmt::format("{}\"{}\":{}", lost.empty() ? "" : ",",
                        name(static_cast<records::Lost>(reason)), seconds_of(minutes.lost[reason]));
    return fmt::format(
        "{{\"patient\":{},\"month\":\"{}\",\"program\":\"{}\",\"entries\":{},\"credited_s\":{},"
        "\"lost_s\":{{{}}},\"live_contact\":{},\"entries_live_unknown\":{}}}",
        patients_[minutes.patient], minutes.month.name(), rules::name(minutes.program),
        minutes.entries, seconds_of(minutes.credited), lost,
        minutes.live_contact       ? "true"
        : minutes.live_unknown > 0 ? "null"
                                   : "false",
        minutes.live_unknown);
  }

  // Whole seconds as such; what is finer as it is.
  static std::string seconds_of(SimDuration duration) {
    constexpr std::int64_t kMicroseconds = 1'000'000;
    if (duration.count() % kMicroseconds == 0)
      return fmt::format("{}", duration.count() / kMicroseconds);
    return fmt::format("{}.{:06}", duration.count() / kMicroseconds,
                       duration.count() % kMicroseconds);
  }

  const BillInput& input_;
  const Sink& sink_;
  std::vector<std::string> patients_;
  std::vector<std::string> words_;
};

}  // namespace

void bill_json(const BillInput& input, const std::vector<Compared>& compared, const Sink& sink) {
  Writer(input, sink).write(compared);
}

}  // namespace caseload::reports
