#include "grpc/transport/certificates.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>

#include "grpc/transport/private_file.hpp"
#include "sim/base/visible.hpp"

namespace caseload::wire {
namespace {

template <auto kFree>
struct Free {
  template <class Object>
  void operator()(Object* object) const {
    kFree(object);
  }
};
using Memory = std::unique_ptr<BIO, Free<&BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Free<&EVP_PKEY_free>>;
using Store = std::unique_ptr<X509_STORE, Free<&X509_STORE_free>>;
using Verification = std::unique_ptr<X509_STORE_CTX, Free<&X509_STORE_CTX_free>>;

Memory memory_of(std::string_view text) {
  return Memory{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
}

// Where OpenSSL would ask on the terminal.
int no_passphrase(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

std::string moment(const ASN1_TIME* time) {
  std::tm utc{};
  if (ASN1_TIME_to_tm(time, &utc) != 1) return "a day that is none";
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min);
}

// Empty: it is valid now.
std::string why_not_now(const X509* certificate) {
  const ASN1_TIME* begin = X509_get0_notBefore(certificate);
  const ASN1_TIME* end = X509_get0_notAfter(certificate);
  if (X509_cmp_current_time(begin) >= 0)
    return fmt::format("is not valid before {}", moment(begin));
  if (X509_cmp_current_time(end) <= 0) return fmt::format("expired on {}", moment(end));
  return {};
}

std::string text_of(const ASN1_STRING* value) {
  return visible({reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                  static_cast<std::size_t>(ASN1_STRING_length(value))});
}

std::string address_of(const ASN1_OCTET_STRING* bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = ASN1_STRING_length(bytes) == 4 ? AF_INET : AF_INET6;
  if (family == AF_INET6 && ASN1_STRING_length(bytes) != 16) return "no address";
  ::inet_ntop(family, ASN1_STRING_get0_data(bytes), text.data(), text.size());
  return text.data();
}

// The hosts it is for, as many as a sentence bears.
std::string hosts_of(const X509* certificate) {
  constexpr std::size_t kHostsShown = 5;
  std::vector<std::string> hosts;
  using Names = std::unique_ptr<GENERAL_NAMES, Free<&GENERAL_NAMES_free>>;
  const Names names{static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
  for (int index = 0; names && index < sk_GENERAL_NAME_num(names.get()); ++index) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), index);
    if (name->type == GEN_DNS) hosts.push_back(text_of(name->d.dNSName));
    if (name->type == GEN_IPADD) hosts.push_back(address_of(name->d.iPAddress));
  }
  if (hosts.empty()) return "no host";
  if (hosts.size() <= kHostsShown) return fmt::format("{}", fmt::join(hosts, ", "));
  const std::size_t more = hosts.size() - kHostsShown;
  hosts.resize(kHostsShown);
  return fmt::format("{} and {} more", fmt::join(hosts, ", "), more);
}

Store store_of(const Trust& trust) {
  Store store{X509_STORE_new()};
  if (trust.authorities.empty()) X509_STORE_set_default_paths(store.get());
  for (const Certificate& authority : certificates_in(trust.authorities))
    X509_STORE_add_cert(store.get(), authority.get());
  return store;
}

std::string why(X509_STORE_CTX* verification, const Trust& trust, const std::string& host) {
  const X509* at = X509_STORE_CTX_get_current_cert(verification);
  const bool own = X509_STORE_CTX_get_error_depth(verification) == 0;
  const std::string_view whose = own ? "its certificate" : "a certificate above its own";
  const int error = X509_STORE_CTX_get_error(verification);
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return fmt::format("{} {}", whose, why_not_now(at));
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return fmt::format("its certificate is for {}, not for {}",
                         hosts_of(X509_STORE_CTX_get0_cert(verification)), visible(host));
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:  // another authority of the same name
      return fmt::format("its certificate is signed by nobody whom {} trusts (--tls-ca)",
                         visible(trust.named));
    default:
      return fmt::format("{} is not to be trusted: {}", whose,
                         X509_verify_cert_error_string(error));
  }
}

}  // namespace

std::vector<Certificate> certificates_in(std::string_view pem) {
  std::vector<Certificate> found;
  if (pem.empty()) return found;
  ERR_clear_error();
  const Memory memory = memory_of(pem);
  bool asked = false;
  while (X509* certificate = PEM_read_bio_X509(memory.get(), nullptr, &no_passphrase, &asked))
    found.emplace_back(certificate);
  // At the end there is no more; anything else is a certificate that cannot be read.
  if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) found.clear();
  ERR_clear_error();
  return found;
}

Result<Identity> read_identity(const std::string& certificate_file, const std::string& key_file) {
  std::vector<std::string> wrong;
  const auto note = [&wrong](const std::string& file, std::string_view what) {
    wrong.push_back(fmt::format("{}: {}", file, what));
  };

  const Result<std::string> chain = read_file(certificate_file);
  std::vector<Certificate> certificates;
  if (!chain) {
    wrong.push_back(chain.error().text);
  } else if (certificates = certificates_in(*chain); certificates.empty()) {
    note(certificate_file, "expected a certificate in PEM");
  } else if (const std::string outdated = why_not_now(certificates[0].get()); !outdated.empty()) {
    note(certificate_file, "the certificate " + outdated);
  }

  const Result<std::string> key_text = read_private_file(key_file);
  Key key;
  bool asked = false;
  if (!key_text) {
    wrong.push_back(key_text.error().text);
  } else {
    key.reset(PEM_read_bio_PrivateKey(memory_of(*key_text).get(), nullptr, &no_passphrase, &asked));
    ERR_clear_error();
    if (!key) {
      note(key_file, asked ? "the key needs a passphrase; expected one without"
                           : "expected a private key in PEM");
    }
  }

  if (!certificates.empty() && key && X509_check_private_key(certificates[0].get(), key.get()) != 1)
    note(key_file, fmt::format("this is not the key of the certificate in {}", certificate_file));
  ERR_clear_error();
  if (!wrong.empty())
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}", fmt::join(wrong, "\n"))});
  return Identity{.chain = *chain, .key = *key_text};
}

Result<std::string> read_authorities(const std::string& file) {
  Result<std::string> text = read_file(file);
  if (text && certificates_in(*text).empty()) {
    return std::unexpected(
        Error{Error::Kind::BadInput, fmt::format("{}: expected certificates in PEM", file)});
  }
  return text;
}

std::string why_not_trusted(std::string_view chain, const Trust& trust, const std::string& host) {
  const std::vector<Certificate> certificates = certificates_in(chain);
  if (certificates.empty()) return "it shows no certificate";
  const Store store = store_of(trust);
  using Chain = std::unique_ptr<STACK_OF(X509),
                                decltype([](STACK_OF(X509) * stack) { sk_X509_free(stack); })>;
  const Chain others{sk_X509_new_null()};
  for (std::size_t index = 1; index < certificates.size(); ++index)
    sk_X509_push(others.get(), certificates[index].get());
  const Verification verification{X509_STORE_CTX_new()};
  if (X509_STORE_CTX_init(verification.get(), store.get(), certificates[0].get(), others.get()) !=
      1)
    return "its certificate cannot be looked at";
  // As a client of TLS does it: for servers, keys of 112 bits and more (level 2, RSA from 2048).
  X509_STORE_CTX_set_default(verification.get(), "ssl_server");
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(verification.get());
  X509_VERIFY_PARAM_set_auth_level(parameters, 2);
  X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) != 1 &&
      X509_VERIFY_PARAM_set1_host(parameters, host.c_str(), host.size()) != 1)
    return "it has a name that no certificate can bear";
  const bool trusted = X509_verify_cert(verification.get()) == 1;
  ERR_clear_error();
  return trusted ? std::string{} : why(verification.get(), trust, host);
}

}  // namespace caseload::wire
