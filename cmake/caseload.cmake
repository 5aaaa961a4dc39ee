# What every target of ours has in common, and the two functions that make one.

add_library(caseload_options INTERFACE)
target_compile_features(caseload_options INTERFACE cxx_std_23)
target_include_directories(caseload_options INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include/caseload>)
set(warnings
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual)
if(CASELOAD_WARNINGS_AS_ERRORS)
  list(APPEND warnings -Werror)
endif()
target_compile_options(caseload_options INTERFACE
  "$<BUILD_INTERFACE:${warnings}>"
  # A fused multiply-add changes the last bit of 18 % of normal quantiles: same bytes need it off.
  # Nobody here reads errno after sqrt or lrint, which are single instructions without it.
  -ffp-contract=off -fno-math-errno)
if(CASELOAD_SANITIZE)
  target_compile_options(caseload_options INTERFACE -fsanitize=${CASELOAD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(caseload_options INTERFACE -fsanitize=${CASELOAD_SANITIZE})
endif()

# With CASELOAD_VERIFY_HEADERS: each header below the current folder compiles alone, with what its library links.
# (Off else: an installed target may not carry a header set that is not installed.)
option(CASELOAD_VERIFY_HEADERS "Make a target that compiles each header alone" OFF)
if(CASELOAD_VERIFY_HEADERS)
  set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
endif()
function(caseload_verify_headers target scope)
  if(NOT CASELOAD_VERIFY_HEADERS)
    return()
  endif()
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS *.hpp)
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
endfunction()

# caseload_library(rules SOURCES a.cpp b.cpp LINK caseload_base): the static library caseload_rules.
function(caseload_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(caseload_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(caseload_${name} PUBLIC caseload_options ${ARG_LINK})
  caseload_verify_headers(caseload_${name} PUBLIC)
  add_library(caseload::${name} ALIAS caseload_${name})
endfunction()

# caseload_test(sim_rules SOURCES a_test.cpp LINK caseload_rules): one test program; each TEST is a ctest of its own.
# THREADED_COMPILE: it links what compiles with -pthread (gRPC), as the precompiled header is not.
# LABELS sanitized: also built by `sanitized_tests` and run under the address and undefined-behaviour
# sanitizers (scripts/sanitize.sh addresses); LABELS threaded: by `threaded_tests`, under the thread sanitizer;
# LABELS wire: by `wire_tests`.
# What nearly every test includes is parsed once (tests/precompiled.hpp).
if(CASELOAD_TESTS)
  set(precompiled_cpp ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
  file(CONFIGURE OUTPUT ${precompiled_cpp} CONTENT "// Made by cmake/caseload.cmake: a target to precompile for.\n")
  add_library(caseload_precompiled OBJECT ${precompiled_cpp})
  target_link_libraries(caseload_precompiled PUBLIC caseload_options fmt::fmt GTest::gtest GTest::gmock)
  target_precompile_headers(caseload_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/tests/precompiled.hpp)
  # The same bytes whenever it is made, so that a compiler cache knows it again.
  target_compile_options(caseload_precompiled PUBLIC "SHELL:-Xclang -fno-pch-timestamp" -fpch-instantiate-templates)
endif()
add_custom_target(sanitized_tests)
add_custom_target(threaded_tests)
add_custom_target(wire_tests)
function(caseload_test name)
  cmake_parse_arguments(ARG "THREADED_COMPILE" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  target_link_libraries(${name}_test PRIVATE caseload_options ${ARG_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  if(NOT ARG_THREADED_COMPILE)
    target_compile_options(${name}_test PRIVATE "SHELL:-Xclang -fno-pch-timestamp" -fpch-instantiate-templates)
    target_precompile_headers(${name}_test REUSE_FROM caseload_precompiled)
  endif()
  target_compile_definitions(${name}_test PRIVATE CASELOAD_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CASELOAD_BINARY="$<$<TARGET_EXISTS:caseload>:$<TARGET_FILE:caseload>>")
  # Of several labels ctest knows the first: discovery takes a second one for the next property.
  set(first_label "")
  if(ARG_LABELS)
    list(GET ARG_LABELS 0 first_label)
  endif()
  gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 300 LABELS "${first_label}")
  foreach(label ${ARG_LABELS})
    add_dependencies(${label}_tests ${name}_test)
  endforeach()
endfunction()
