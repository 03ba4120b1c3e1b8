demarche_fuzz(fuzz_models_weights SOURCES models_weights.cc LIBS demarche_models)
demarche_fuzz(fuzz_models_forms SOURCES models_forms.cc LIBS demarche_models)
target_compile_definitions(fuzz_models_forms PRIVATE DEMARCHE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
