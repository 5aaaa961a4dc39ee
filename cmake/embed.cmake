# Writes a C++ file that holds other files as raw string literals.
#
#   caseload_embed(OUTPUT file.cpp HEADER scenarios/embedded.hpp NAMESPACE caseload::scenarios FILES a.yaml b.yaml)
#
# The header declares embedded() and embedded_files(). Run again as a script, at build time, whenever one of
# the files changes, so that the program never holds an old one.

if(CMAKE_SCRIPT_MODE_FILE)
  set(table "")
  foreach(name IN LISTS FILES)
    file(READ "${ROOT}/${name}" content)
    string(APPEND table "    {\"${name}\", R\"embedded_file(${content})embedded_file\"},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "// Written by cmake/embed.cmake.
#include \"${HEADER}\"

namespace ${NAMESPACE} {
namespace {

struct File {
  std::string_view path;
  std::string_view content;
};
constexpr File kFiles[] = {
${table}};

}  // namespace

std::optional<std::string_view> embedded(std::string_view path) {
  for (const File& file : kFiles)
    if (file.path == path) return file.content;
  return std::nullopt;
}

std::vector<std::string_view> embedded_files() {
  std::vector<std::string_view> paths;
  for (const File& file : kFiles) paths.push_back(file.path);
  return paths;
}

}  // namespace ${NAMESPACE}
")
  return()
endif()

set(CASELOAD_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(caseload_embed)
  cmake_parse_arguments(ARG "" "OUTPUT;HEADER;NAMESPACE" "FILES" ${ARGN})
  list(TRANSFORM ARG_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
  list(JOIN ARG_FILES "$<SEMICOLON>" files)
  add_custom_command(
    OUTPUT ${ARG_OUTPUT}
    COMMAND ${CMAKE_COMMAND} -D ROOT=${CMAKE_CURRENT_SOURCE_DIR} -D OUTPUT=${ARG_OUTPUT} -D HEADER=${ARG_HEADER}
            -D NAMESPACE=${ARG_NAMESPACE} -D "FILES=${files}" -P ${CASELOAD_EMBED_SCRIPT}
    DEPENDS ${sources} ${CASELOAD_EMBED_SCRIPT}
    COMMENT "Embedding the files of ${CMAKE_CURRENT_SOURCE_DIR}"
    VERBATIM)
endfunction()
