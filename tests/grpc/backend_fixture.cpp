#include "tests/grpc/backend_fixture.hpp"

#include <stdlib.h>

#include <stdexcept>

namespace caseload::wire::testing {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "caseload-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

void BackendTest::start(const std::string& listen) {
  Result<std::unique_ptr<Backend>> started = Backend::start(
      {.listen = listen, .store = {.path = folder_.file("backend.db"), .synchronous_full = false}});
  ASSERT_TRUE(started) << started.error().text;
  backend_ = std::move(*started);
}

std::unique_ptr<BackendLink> BackendTest::open_link(const std::string& run) const {
  Result<std::unique_ptr<BackendLink>> link = BackendLink::open(options(), registration(run));
  if (!link) throw std::runtime_error(link.error().text);
  return std::move(*link);
}

}  // namespace caseload::wire::testing
