#include "tests/grpc/authority.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace caseload::wire::testing {
namespace {

// `openssl ca` alone can say from when to when.
constexpr const char* kConfiguration = R"(
[ca]
default_ca = here
[here]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = optional
)";

constexpr const char* kNewKey =
    "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";  // quick, and strong enough

}  // namespace

void shell(const std::string& folder, const std::string& line) {
  const std::string log = folder + "/shell.log";
  if (std::system(fmt::format("cd '{}' && {{ {}; }} >'{}' 2>&1", folder, line, log).c_str()) == 0)
    return;
  std::ifstream said(log);
  throw std::runtime_error(line + "\n" + std::string{std::istreambuf_iterator<char>(said), {}});
}

Authority::Authority(const std::string& name) {
  write("ca.cnf", kConfiguration);
  write("index.txt", "");
  write("serial", "01\n");
  shell(folder_.file(""), fmt::format("openssl req -x509 {} -keyout ca.key -out ca.pem -days 30 "
                                      "-subj '/CN={}'",
                                      kNewKey, name));
}

Authority::Issued Authority::issue(const std::string& name, const Wish& wish) const {
  const std::string names =
      wish.names.empty() ? "" : fmt::format("-addext 'subjectAltName={}'", wish.names);
  shell(folder_.file(""),
        fmt::format("openssl req {} -keyout {}.key -out {}.csr -subj '{}' {} && "
                    "openssl ca -batch -notext -config ca.cnf -cert ca.pem -keyfile ca.key "
                    "-in {}.csr -out {}.pem -startdate {} -enddate {} && chmod 600 {}.key",
                    kNewKey, name, name, wish.subject, names, name, name, wish.from, wish.until,
                    name));
  return {.certificate = file(name + ".pem"), .key = file(name + ".key")};
}

std::string Authority::write(const std::string& name, const std::string& text,
                             unsigned mode) const {
  std::ofstream{file(name)} << text;
  ::chmod(file(name).c_str(), mode);
  return file(name);
}

}  // namespace caseload::wire::testing
