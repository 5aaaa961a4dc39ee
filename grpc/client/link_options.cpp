#include "grpc/client/link_options.hpp"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <mutex>

#include "grpc/convert/quiet.hpp"

namespace caseload::wire {

std::shared_ptr<grpc::Channel> open_channel(const LinkOptions& options) {
  static std::once_flag once;
  std::call_once(once, keep_grpc_quiet);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);  // a month of alerts may come at once
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(options.target, grpc::InsecureChannelCredentials(), arguments);
}

gpr_timespec within(std::chrono::milliseconds time) {
  return gpr_time_from_millis(time.count(), GPR_TIMESPAN);
}

}  // namespace caseload::wire
