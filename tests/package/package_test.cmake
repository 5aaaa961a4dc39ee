# Installs the engine to an empty prefix, builds docs/engine against it and holds its answer to theory.
set(prefix ${WORK}/prefix)
file(REMOVE_RECURSE ${prefix} ${WORK}/example)

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(READ ${SOURCE}/docs/engine/mm1.cpp example)
file(READ ${SOURCE}/docs/engine.md page)
string(FIND "${page}" "${example}" place)
if(place EQUAL -1)
  message(FATAL_ERROR "docs/engine.md does not show docs/engine/mm1.cpp as it is")
endif()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} --component engine)
run(${CMAKE_COMMAND} -S ${SOURCE}/docs/engine -B ${WORK}/example -G Ninja -DCMAKE_CXX_COMPILER=${COMPILER}
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=${prefix})
run(${CMAKE_COMMAND} --build ${WORK}/example)
run(${WORK}/example/mm1)

if(NOT output MATCHES "served, ([0-9.]+) minutes in line")
  message(FATAL_ERROR "mm1 printed: ${output}")
endif()
if(CMAKE_MATCH_1 LESS 3.92 OR CMAKE_MATCH_1 GREATER 4.08)
  message(FATAL_ERROR "${CMAKE_MATCH_1} minutes in line are not within 2 % of 4.000")
endif()
