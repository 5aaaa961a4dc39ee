#include "grpc/transport/client_security.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "grpc/transport/certificates.hpp"
#include "grpc/transport/tokens.hpp"

namespace caseload::wire {
namespace {

// gRPC's own words around what a verifier says, and OpenSSL's for an answer that is no TLS (gRPC
// 1.51, OpenSSL 3.0); there are no codes for either.
constexpr std::string_view kRefusedByUs =
    "Custom verification check failed with error: UNAUTHENTICATED: ";
constexpr std::string_view kNoTls = "wrong version number";

// Looks at the server's certificate while the connection is made, before anything is sent. gRPC's
// own look finds the same, and says "certificate verify failed", whatever it was.
class ServerVerifier final : public grpc::experimental::ExternalCertificateVerifier {
 public:
  ServerVerifier(Trust trust, std::string host)
      : trust_(std::move(trust)), host_(std::move(host)) {}

  bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest* request,
              std::function<void(grpc::Status)>, grpc::Status* outcome) override {
    const grpc::string_ref chain = request->peer_cert_full_chain();
    const std::string why = why_not_trusted({chain.data(), chain.size()}, trust_, host_);
    *outcome =
        why.empty() ? grpc::Status::OK : grpc::Status{grpc::StatusCode::UNAUTHENTICATED, why};
    return true;  // it is decided
  }
  void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest*) override {}

 private:
  Trust trust_;
  std::string host_;
};

std::shared_ptr<grpc::ChannelCredentials> over_tls(Trust trust, const Identity* identity,
                                                   const std::string& host) {
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_verify_server_certs(false);  // by gRPC: ServerVerifier does
  options.set_certificate_verifier(
      grpc::experimental::ExternalCertificateVerifier::Create<ServerVerifier>(std::move(trust),
                                                                              host));
  if (identity != nullptr) {
    options.set_certificate_provider(
        std::make_shared<grpc::experimental::StaticDataCertificateProvider>(
            "", std::vector<grpc::experimental::IdentityKeyCertPair>{
                    {identity->key, identity->chain}}));
    options.watch_identity_key_cert_pairs();
  }
  return grpc::experimental::TlsCredentials(options);
}

}  // namespace

Result<ClientCredentials> client_credentials(const ClientSecurity& security,
                                             const HostPort& server) {
  std::vector<std::string> wrong;
  const auto take = [&wrong](auto read) {
    if (!read) wrong.push_back(read.error().text);
    return read;
  };
  const bool tls_named =
      !(security.authorities.empty() && security.certificate.empty() && security.key.empty());
  if (security.insecure && tls_named)
    wrong.emplace_back(
        "--insecure is plain text, and does not go with --tls-ca, --tls-cert, --tls-key");
  if (security.certificate.empty() != security.key.empty())
    wrong.emplace_back("--tls-cert and --tls-key belong together");

  Trust trust{.authorities = {}, .named = "this machine"};
  if (!security.authorities.empty()) {
    if (auto read = take(read_authorities(security.authorities)))
      trust = {.authorities = std::move(*read), .named = security.authorities};
  }
  Identity identity;
  const bool identified = !security.certificate.empty() && !security.key.empty();
  if (identified) {
    if (auto read = take(read_identity(security.certificate, security.key)))
      identity = std::move(*read);
  }
  ClientCredentials credentials;
  if (!security.token.empty()) {
    if (auto read = take(read_token(security.token))) credentials.authorization = "Bearer " + *read;
  }
  if (!wrong.empty())
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}", fmt::join(wrong, "\n"))});

  credentials.tls = !security.insecure && (tls_named || !server.is_loopback());
  credentials.channel =
      credentials.tls ? over_tls(std::move(trust), identified ? &identity : nullptr, server.host)
                      : grpc::InsecureChannelCredentials();
  return credentials;
}

std::string why_not_believed(const grpc::Status& status) {
  if (status.error_code() != grpc::StatusCode::UNAVAILABLE) return {};
  const std::string message = status.error_message();
  if (const std::size_t at = message.find(kRefusedByUs); at != std::string::npos)
    return message.substr(at + kRefusedByUs.size());
  if (message.find(kNoTls) != std::string::npos)
    return "does not speak TLS; plain text leaves this machine only with --insecure";
  return {};
}

}  // namespace caseload::wire
