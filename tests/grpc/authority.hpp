#pragma once

// An authority that vouches for whatever a test needs, made by the openssl program as a user makes
// one.

#include <string>

#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {

// Runs a line of shell in `folder`; throws std::runtime_error with what it wrote where it fails.
void shell(const std::string& folder, const std::string& line);

class Authority {
 public:
  // `name`: its common name. Throws std::runtime_error where openssl does not do what is asked.
  explicit Authority(const std::string& name = "Test Authority");

  struct Issued {
    std::string certificate;  // files
    std::string key;
  };
  struct Wish {
    std::string subject = "/CN=backend";
    std::string names = "DNS:localhost,IP:127.0.0.1";  // subjectAltName; empty: none
    std::string from = "20200101000000Z";
    std::string until = "20991231235959Z";
  };
  // A key of its own and a certificate for it, in files called after `name`.
  Issued issue(const std::string& name, const Wish& wish) const;
  Issued issue(const std::string& name) const { return issue(name, Wish{}); }

  std::string certificate() const { return file("ca.pem"); }
  std::string file(const std::string& name) const { return folder_.file(name); }
  // A file of ours alone, or with these permissions.
  std::string write(const std::string& name, const std::string& text, unsigned mode = 0600) const;

 private:
  Folder folder_;
};

}  // namespace caseload::wire::testing
