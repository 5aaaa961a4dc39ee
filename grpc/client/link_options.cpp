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
  arguments.SetMaxReceiveMessageSize(kAnswerBytesMax);
  // A backend that is back is found soon, and an attempt to connect that leads nowhere is no reason
  // to wait for it: how long to go on is ours to say.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  // A host and a port, whatever else gRPC could read into them ("unix:50051").
  return grpc::CreateCustomChannel(
      "dns:///" + options.target,
      options.credentials ? options.credentials->channel : grpc::InsecureChannelCredentials(),
      arguments);
}

std::chrono::milliseconds remaining(const Clock& clock, Clock::Moment until) {
  const Clock::Moment now = clock.now();
  if (now >= until) return std::chrono::milliseconds::zero();
  return std::chrono::ceil<std::chrono::milliseconds>(until - now);
}

gpr_timespec within(std::chrono::milliseconds time) {
  return gpr_time_from_millis(time.count(), GPR_TIMESPAN);
}

}  // namespace caseload::wire
