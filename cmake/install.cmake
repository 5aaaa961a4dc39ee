# The rooms that are of use to others install as a package of their own:
#
#   cmake --install build/release --prefix /usr/local --component engine
#   find_package(caseload REQUIRED)
#   target_link_libraries(my_model PRIVATE caseload::engine caseload::statistics)
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(installed_rooms base engine statistics)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/caseload)

set(installed_targets caseload_options)
foreach(room ${installed_rooms})
  list(APPEND installed_targets caseload_${room})
  set_target_properties(caseload_${room} PROPERTIES EXPORT_NAME ${room})
  install(DIRECTORY sim/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/caseload/sim COMPONENT engine
          FILES_MATCHING PATTERN "*.hpp")
endforeach()
set_target_properties(caseload_options PROPERTIES EXPORT_NAME options)

install(TARGETS ${installed_targets} EXPORT caseload COMPONENT engine)
install(EXPORT caseload NAMESPACE caseload:: FILE caseload-targets.cmake DESTINATION ${package_dir} COMPONENT engine)

write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/caseload-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES cmake/caseload-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/caseload-config-version.cmake
        DESTINATION ${package_dir} COMPONENT engine)
