#include "grpc/backend/backend.hpp"

#include <fmt/format.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "grpc/backend/memory_return.hpp"
#include "grpc/backend/run_streams.hpp"
#include "grpc/backend/service.hpp"
#include "grpc/backend/store_state.hpp"
#include "grpc/backend/store_watch.hpp"
#include "grpc/convert/quiet.hpp"
#include "grpc/transport/acceptor.hpp"

namespace caseload::wire {
namespace {

Error bad_input(std::string text) { return {Error::Kind::BadInput, std::move(text)}; }

// For a database whose files are to lose their names: emptied and removed at the end.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> make() {
    std::error_code failed;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(failed);
    std::string path = (parent / "caseload-XXXXXX").string();
    if (failed || ::mkdtemp(path.data()) == nullptr)
      return std::unexpected(bad_input(fmt::format("{}: cannot make a temporary folder", path)));
    return TemporaryFolder{std::move(path)};
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  std::string file() const { return path_ + "/store.db"; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

// A store that is open, locked and watched.
struct OpenStore {
  FileLock lock;
  StoreWatch watch;
  Database writing;
  Database reading;
};

Result<OpenStore> open_store(const StoreOptions& options) {
  Result<FileLock> lock = FileLock::take(options.path);
  if (!lock) return std::unexpected(lock.error());
  Result<Database> writing = open_database(options);
  if (!writing) return std::unexpected(writing.error());
  Result<Database> reading = open_database(options);
  if (!reading) return std::unexpected(reading.error());
  Result<StoreWatch> watch = StoreWatch::over(*writing, options.path);
  if (!watch) return std::unexpected(watch.error());
  return OpenStore{std::move(*lock), std::move(*watch), std::move(*writing), std::move(*reading)};
}

Result<OpenStore> open_temporary_store(StoreOptions options) {
  const Result<TemporaryFolder> folder = TemporaryFolder::make();
  if (!folder) return std::unexpected(folder.error());
  options.path = folder->file();
  Result<OpenStore> store = open_store(options);
  // Both connections have it open, and with them it lives on until the process ends.
  if (store) store->watch.unlink();
  return store;
}

void prepare_grpc() {
  // Global to the process; health and reflection must be asked for before the first server is
  // built.
  static std::once_flag once;
  std::call_once(once, [] {
    keep_grpc_quiet();
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

// Says that callers are turned away, at once and then so often that a flood of them is a line, not
// a flood of lines. On the acceptor's thread.
class TurnedAwayNotes {
 public:
  explicit TurnedAwayNotes(std::function<void(const std::string&)> note) : note_(std::move(note)) {}

  void operator()(TurnedAway reason) {
    constexpr std::chrono::seconds kBetween{10};
    auto& [untold, next] = of_[reason];
    ++untold;
    const auto now = std::chrono::steady_clock::now();
    if (!note_ || now < next) return;
    note_(fmt::format("{} connection{} turned away: {}", untold, untold == 1 ? " was" : "s were",
                      why(reason)));
    untold = 0;
    next = now + kBetween;
  }

 private:
  std::function<void(const std::string&)> note_;
  struct Untold {
    std::size_t connections = 0;
    std::chrono::steady_clock::time_point next_note;
  };
  std::map<TurnedAway, Untold> of_;  // each reason by itself
};

int milliseconds_of(std::chrono::milliseconds time) { return static_cast<int>(time.count()); }

void set_limits(grpc::ServerBuilder& builder, const BackendLimits& limits) {
  grpc::ResourceQuota quota("backend");
  quota.Resize(limits.memory_bytes_max);
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(static_cast<int>(limits.message_bytes_max));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, limits.calls_per_connection);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS,
                             milliseconds_of(limits.handshake));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS,
                             milliseconds_of(limits.connection_idle));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, milliseconds_of(limits.keepalive));
}

}  // namespace

// In order of construction; destroyed the other way round.
struct Backend::Parts {
  Parts(OpenStore store, std::string path, Callers known, const BackendLimits& limits)
      : file(std::move(path)),
        callers(std::move(known)),
        lock(std::move(store.lock)),
        watch(std::move(store.watch)),
        state([this](Look look) { return watch.trouble(look); }),
        commits(watched(std::move(store.writing)), state, limits.live_bytes),
        read_database(std::move(store.reading)),
        reader(read_database),
        reads(limits.questions_waiting_max),
        service(commits, reads, reader, state, callers) {
    read_database.while_working([this] { return reads.wanted(); });
  }

  Database watched(Database database) {
    database.each_commit([this](std::int64_t frames) { watch.committed(frames); });
    return database;
  }

  std::string file;
  Callers callers;
  FileLock lock;
  StoreWatch watch;
  StoreState state;
  GroupCommit commits;
  Database read_database;
  StoreReader reader;
  ReadQueue reads;
  BackendService service;
  std::unique_ptr<RunStreams> streams;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> door;  // into the server
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Acceptor> acceptor;
  std::optional<MemoryReturn> memory_return;
};

Result<std::unique_ptr<Backend>> Backend::start(const BackendOptions& options) {
  Result<HostPort> address = parse_host_port(options.listen);
  if (!address) return std::unexpected(address.error());
  Result<ServerCredentials> credentials = server_credentials(options.security, *address);
  if (!credentials) return std::unexpected(credentials.error());
  Result<std::unique_ptr<Acceptor>> acceptor = Acceptor::listen(*address, options.limits.accept);
  if (!acceptor) return std::unexpected(acceptor.error());

  Result<OpenStore> store =
      options.store.path.empty() ? open_temporary_store(options.store) : open_store(options.store);
  if (!store) return std::unexpected(store.error());
  std::unique_ptr<Parts> parts;
  try {
    parts = std::make_unique<Parts>(std::move(*store), options.store.path,
                                    std::move(credentials->callers), options.limits);
  } catch (const StoreFailure& failure) {
    return std::unexpected(bad_input(failure.what()));
  }

  prepare_grpc();
  grpc::ServerBuilder builder;
  set_limits(builder, options.limits);
  parts->door = builder.experimental().AddExternalConnectionAcceptor(
      grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD, credentials->port);
  builder.RegisterService(&parts->service);
  parts->streams = std::make_unique<RunStreams>(builder, parts->service, parts->commits,
                                                parts->callers, options.limits.streams);
  parts->server = builder.BuildAndStart();
  if (!parts->server) return std::unexpected(bad_input("gRPC cannot start a server"));
  grpc::HealthCheckServiceInterface* health = parts->server->GetHealthCheckService();
  health->SetServingStatus(v1::Backend::service_full_name(), true);
  parts->state.on_change([health, note = options.note](bool serving, const std::string& why) {
    health->SetServingStatus(serving);
    if (note) note(why);
  });
  parts->streams->start();
  parts->memory_return.emplace([streams = parts->streams.get()] { return streams->ended(); });
  parts->acceptor = std::move(*acceptor);
  parts->acceptor->start(
      [door = parts->door.get()](Descriptor socket) {
        grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
        connection.fd = socket.release();
        door->HandleNewConnection(&connection);
      },
      TurnedAwayNotes(options.note));
  return std::unique_ptr<Backend>(new Backend(std::move(parts)));
}

Backend::Backend(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Backend::~Backend() { shutdown(); }

int Backend::port() const { return parts_->acceptor->bound().port; }
std::string Backend::address() const { return parts_->acceptor->bound().text(); }
const std::string& Backend::database() const { return parts_->file; }
bool Backend::store_is_whole() const { return parts_->state.serving(); }

void Backend::shutdown(std::chrono::milliseconds grace) {
  if (!parts_->server) return;
  parts_->server->GetHealthCheckService()->Shutdown();  // whoever asks now is sent elsewhere
  parts_->acceptor->stop();
  parts_->memory_return.reset();
  parts_->commits.stop();
  parts_->reads.stop();
  parts_->state.inspect();  // for whoever asks store_is_whole() afterwards
  parts_->server->Shutdown(std::chrono::system_clock::now() + grace);
  parts_->server->Wait();
  parts_->streams->stop();
  parts_->state.on_change({});
  parts_->server.reset();
}

}  // namespace caseload::wire
