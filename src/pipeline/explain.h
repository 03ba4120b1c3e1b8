// The explanation of a coded document as text for people.
#pragma once
#include <string>
#include <vector>

#include "demarche/annotation.h"
#include "demarche/event.h"
#include "lexicon/lexicon.h"
#include "lexicon/pattern_match.h"

namespace demarche::pipeline {

// `unsure`: candidates that were not recorded.
std::string explanation(const Annotation& annotation, const std::vector<lexicon::PatternTrial>& trials, const lexicon::Lexicon& lexicon,
                        const CodedDocument& coded, const std::vector<EventCandidate>& unsure);

}  // namespace demarche::pipeline
