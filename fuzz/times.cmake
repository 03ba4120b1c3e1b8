demarche_fuzz(fuzz_times SOURCES fuzz_times.cc LIBS demarche_times demarche_language)
