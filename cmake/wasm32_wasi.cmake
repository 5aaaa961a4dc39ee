# sim/ and devices/ for WebAssembly, with Debian's own packages: clang-19, lld-19, wasi-libc,
# libc++-19-dev-wasm32, libc++abi-19-dev-wasm32 and libclang-rt-19-dev-wasm32. No exceptions there, no threads,
# and `long` has 32 bits.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER_WORKS TRUE)
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++ -fno-exceptions -DBOOST_NO_EXCEPTIONS -DBOOST_DISABLE_THREADS")
