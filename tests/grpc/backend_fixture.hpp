#pragma once

// A backend on a free port with a file in a folder of its own, and links to it.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "grpc/backend/backend.hpp"
#include "grpc/client/backend_audit.hpp"
#include "grpc/client/backend_link.hpp"
#include "tests/grpc/traffic.hpp"

namespace caseload::wire::testing {

// Removed at the end.
class Folder {
 public:
  Folder();
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// Calls a method of a service of which we have no generated code: the answer's bytes, or why there
// is none.
std::string ask(const LinkOptions& options, const std::string& method, const std::string& message);

class BackendTest : public ::testing::Test {
 protected:
  // Not synchronous by default: these tests look at what is said, not at how safe it is.
  void start(const std::string& listen = "127.0.0.1:0");
  void stop() { backend_.reset(); }

  LinkOptions options() const {
    return {.target = backend_->address(),
            .retry_for = std::chrono::seconds{5},
            .answer_within = std::chrono::seconds{5}};
  }
  // When an answer that does not come is one too late.
  static Clock::Moment soon() { return wall_clock().now() + std::chrono::seconds{5}; }
  std::unique_ptr<BackendLink> open_link(const std::string& run = "run 1") const;
  BackendAudit audit(const std::string& run = "run 1") const {
    return BackendAudit(options(), run);
  }

  bool serving() const;  // as health says

  Folder folder_;
  std::unique_ptr<Backend> backend_;
};

}  // namespace caseload::wire::testing
