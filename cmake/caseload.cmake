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

# caseload_library(rules SOURCES a.cpp b.cpp LINK caseload_base): the static library caseload_rules.
function(caseload_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(caseload_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(caseload_${name} PUBLIC caseload_options ${ARG_LINK})
  add_library(caseload::${name} ALIAS caseload_${name})
endfunction()

# caseload_test(sim_rules SOURCES a_test.cpp LINK caseload_rules): one test program; each TEST is a ctest of its own.
# LABELS sanitized: also built by `sanitized_tests` and run under the address and undefined-behaviour
# sanitizers; LABELS threaded: by `threaded_tests`, under the thread sanitizer.
add_custom_target(sanitized_tests)
add_custom_target(threaded_tests)
function(caseload_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  target_link_libraries(${name}_test PRIVATE caseload_options ${ARG_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
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
