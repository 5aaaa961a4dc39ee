#pragma once

// X.509 as we use it, by OpenSSL: what is read from files, and whether a peer is who it says.

#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/result.hpp"

namespace caseload::wire {

struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Certificate = std::unique_ptr<X509, FreeCertificate>;

// All certificates of a text in PEM, in their order; empty where there is none or one cannot be
// read.
std::vector<Certificate> certificates_in(std::string_view pem);

// Our own certificate, the chain above it, and its key, as they go to gRPC (PEM).
struct Identity {
  std::string chain;
  std::string key;
};
// BadInput: every reason at once, one a line. A file cannot be read (private_file.hpp; the key is a
// secret), is no PEM, the key needs a passphrase or is another certificate's, the certificate has
// expired or is not valid yet.
Result<Identity> read_identity(const std::string& certificate_file, const std::string& key_file);

// The authorities of a file, PEM. BadInput: it cannot be read, or holds none.
Result<std::string> read_authorities(const std::string& file);

// Whom a server is trusted by.
struct Trust {
  std::string authorities;  // PEM; empty: those of this machine (OpenSSL's default places)
  std::string named;        // as messages call them: "ca.pem", "this machine"
};

// Why `chain` (PEM, the server's own certificate first) is not that of `host`, a name or an
// address; empty: it is. One sentence, visible: "its certificate expired on 2026-01-31 10:00 UTC".
std::string why_not_trusted(std::string_view chain, const Trust& trust, const std::string& host);

}  // namespace caseload::wire
