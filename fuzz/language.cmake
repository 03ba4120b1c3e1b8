demarche_fuzz(fuzz_language SOURCES fuzz_language.cc LIBS demarche_language)
