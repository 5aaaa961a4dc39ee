#include "grpc/transport/server_security.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <utility>
#include <vector>

#include "grpc/transport/certificates.hpp"

namespace caseload::wire {
namespace {

std::unexpected<grpc::Status> unauthenticated(const char* why) {
  return std::unexpected(grpc::Status{grpc::StatusCode::UNAUTHENTICATED, why});
}

// RFC 9110, 11.1: the scheme's case does not matter.
bool begins_with_bearer(std::string_view header) {
  constexpr std::string_view kBearer = "bearer ";
  if (header.size() < kBearer.size()) return false;
  for (std::size_t index = 0; index < kBearer.size(); ++index)
    if ((header[index] | (kBearer[index] == ' ' ? 0 : 0x20)) != kBearer[index]) return false;
  return true;
}

}  // namespace

std::expected<std::string, grpc::Status> Callers::who(const grpc::ServerContextBase& call) const {
  if (tokens_) {
    const auto [first, last] = call.client_metadata().equal_range("authorization");
    if (first == last) return unauthenticated("expected a bearer token: authorization: Bearer …");
    const std::string_view header{first->second.data(), first->second.size()};
    if (std::next(first) != last || !begins_with_bearer(header))
      return unauthenticated("expected one bearer token: authorization: Bearer …");
    const std::string_view token = header.substr(std::string_view{"bearer "}.size());
    const std::optional<std::string> owner = tokens_->owner_of(token);
    if (!owner) return unauthenticated("this bearer token is not known here");
    return "token " + *owner;
  }
  if (certificates_) {
    const auto context = call.auth_context();
    if (context && context->IsPeerAuthenticated()) {
      for (const grpc::string_ref& name : context->GetPeerIdentity())
        if (!name.empty()) return "certificate " + std::string(name.data(), name.size());
    }
    return unauthenticated("expected a certificate with a name: a subjectAltName or a CN");
  }
  return std::string{};
}

Result<ServerCredentials> server_credentials(const ServerSecurity& security,
                                             const HostPort& listen) {
  std::vector<std::string> wrong;
  const auto take = [&wrong](auto read) {
    if (!read) wrong.push_back(read.error().text);
    return read;
  };
  const bool tls = !security.certificate.empty() || !security.key.empty();
  if (security.insecure && (tls || !security.clients.empty()))
    wrong.emplace_back(
        "--insecure is plain text, and does not go with --tls-cert, --tls-key, --tls-client-ca");
  if (security.certificate.empty() != security.key.empty())
    wrong.emplace_back("--tls-cert and --tls-key belong together");
  if (!security.clients.empty() && !tls)
    wrong.emplace_back(
        "--tls-client-ca needs --tls-cert and --tls-key: certificates are shown over TLS only");
  if (!tls && !security.insecure && !listen.is_loopback()) {
    wrong.push_back(
        fmt::format("{}: plain text is spoken on a loopback address only, e.g. 127.0.0.1; for TLS "
                    "give --tls-cert and --tls-key, for plain text all the same --insecure",
                    listen.text()));
  }

  grpc::SslServerCredentialsOptions options;
  if (!security.clients.empty()) {
    options.client_certificate_request = GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
    if (auto read = take(read_authorities(security.clients)))
      options.pem_root_certs = std::move(*read);
  }
  if (!security.certificate.empty() && !security.key.empty()) {
    if (auto read = take(read_identity(security.certificate, security.key)))
      options.pem_key_cert_pairs.push_back({std::move(read->key), std::move(read->chain)});
  }
  std::optional<Tokens> tokens;
  if (!security.tokens.empty()) {
    if (auto read = take(Tokens::read(security.tokens))) tokens = std::move(*read);
  }
  if (!wrong.empty())
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}", fmt::join(wrong, "\n"))});
  return ServerCredentials{
      .port = tls ? grpc::SslServerCredentials(options) : grpc::InsecureServerCredentials(),
      .callers = {std::move(tokens), !security.clients.empty()}};
}

}  // namespace caseload::wire
