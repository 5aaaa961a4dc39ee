#include "grpc/backend/backend.hpp"

#include <fmt/format.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

#include "grpc/backend/loopback.hpp"
#include "grpc/backend/run_streams.hpp"
#include "grpc/backend/service.hpp"
#include "grpc/convert/quiet.hpp"

namespace caseload::wire {
namespace {

// A window may carry the enrolment of a whole network of patients.
constexpr int kMessageBytesMax = 64 << 20;

Error bad_input(std::string text) { return {Error::Kind::BadInput, std::move(text)}; }

// Removes the database and what SQLite keeps beside it.
struct TemporaryFile {
  std::string path;

  TemporaryFile() = default;
  TemporaryFile(TemporaryFile&& other) noexcept : path(std::exchange(other.path, {})) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (path.empty()) return;
    for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path + suffix).c_str());
  }
  static Result<TemporaryFile> make() {
    std::string path = (std::filesystem::temp_directory_path() / "caseload-XXXXXX").string();
    const int descriptor = ::mkstemp(path.data());
    if (descriptor < 0)
      return std::unexpected(bad_input(fmt::format("{}: cannot make a temporary file", path)));
    ::close(descriptor);
    TemporaryFile file;
    file.path = path;
    return file;
  }
};

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

}  // namespace

// In order of construction; destroyed the other way round.
struct Backend::Parts {
  Parts(TemporaryFile temporary_file, std::string path, FileLock file_lock, Database writing,
        Database reading)
      : temporary(std::move(temporary_file)),
        file(std::move(path)),
        lock(std::move(file_lock)),
        commits(std::move(writing)),
        read_database(std::move(reading)),
        reader(read_database),
        service(commits, worker, reader) {}

  TemporaryFile temporary;
  std::string file;
  FileLock lock;
  GroupCommit commits;
  Database read_database;
  StoreReader reader;
  Worker worker;
  BackendService service;
  HostPort bound;
  std::unique_ptr<RunStreams> streams;
  std::unique_ptr<grpc::Server> server;
};

Result<std::unique_ptr<Backend>> Backend::start(const BackendOptions& options) {
  Result<HostPort> address = parse_loopback(options.listen);
  if (!address) return std::unexpected(address.error());

  TemporaryFile temporary;
  StoreOptions store = options.store;
  if (store.path.empty()) {
    Result<TemporaryFile> made = TemporaryFile::make();
    if (!made) return std::unexpected(made.error());
    store.path = made->path;
    temporary.path = std::exchange(made->path, {});
  }
  Result<FileLock> lock = FileLock::take(store.path);
  if (!lock) return std::unexpected(lock.error());
  Result<Database> writing = open_database(store);
  if (!writing) return std::unexpected(writing.error());
  Result<Database> reading = open_database(store);
  if (!reading) return std::unexpected(reading.error());

  std::unique_ptr<Parts> parts;
  try {
    parts = std::make_unique<Parts>(std::move(temporary), store.path, std::move(*lock),
                                    std::move(*writing), std::move(*reading));
  } catch (const StoreFailure& failure) {
    return std::unexpected(bad_input(failure.what()));
  }

  prepare_grpc();
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(address->text(), grpc::InsecureServerCredentials(), &port);
  // Otherwise two backends could share a port, each getting some of the streams.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kMessageBytesMax);
  builder.RegisterService(&parts->service);
  parts->streams = std::make_unique<RunStreams>(builder, parts->service, parts->commits);
  parts->server = builder.BuildAndStart();
  if (!parts->server || port == 0) {
    return std::unexpected(
        bad_input(fmt::format("{}: cannot listen there; is the port taken?", address->text())));
  }
  parts->streams->start();
  parts->bound = {.host = address->host, .port = port};
  return std::unique_ptr<Backend>(new Backend(std::move(parts)));
}

Backend::Backend(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Backend::~Backend() { shutdown(); }

int Backend::port() const { return parts_->bound.port; }
std::string Backend::address() const { return parts_->bound.text(); }
const std::string& Backend::database() const { return parts_->file; }

void Backend::shutdown(std::chrono::milliseconds grace) {
  if (!parts_->server) return;
  parts_->commits.stop();
  parts_->worker.stop();
  parts_->server->Shutdown(std::chrono::system_clock::now() + grace);
  parts_->server->Wait();
  parts_->streams->stop();
  parts_->server.reset();
}

}  // namespace caseload::wire
