# Writes the commit that is built into a header, if it is another than before: run at every build.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND git -C ${ROOT} rev-parse --short=12 HEAD OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit "unknown")
else()
  execute_process(COMMAND git -C ${ROOT} diff --quiet HEAD RESULT_VARIABLE changed)
  if(changed)
    string(APPEND commit "+changes")
  endif()
endif()
file(CONFIGURE OUTPUT ${OUT} CONTENT "#pragma once

// Made by cmake/commit.cmake.
#define CASELOAD_COMMIT \"@commit@\"
" @ONLY)
