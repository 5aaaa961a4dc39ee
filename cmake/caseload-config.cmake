# What the installed rooms need (Debian: libfmt-dev, libboost1.81-dev, librandom123-dev), then the rooms.
include(CMakeFindDependencyMacro)
find_dependency(fmt)
find_dependency(Boost 1.81)
find_path(caseload_RANDOM123 Random123/philox.h REQUIRED)
mark_as_advanced(caseload_RANDOM123)

include(${CMAKE_CURRENT_LIST_DIR}/caseload-targets.cmake)
target_include_directories(caseload::base SYSTEM INTERFACE ${caseload_RANDOM123})
