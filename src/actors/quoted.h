// Who speaks the quoted words. Internal to the room.
#pragma once
#include "actors/composer.h"

namespace demarche::actors {

// Index of the draft that is the subject of the verb of saying beside the quotation that holds this byte: in the quotation's
// sentences, else in the sentence before or after it, else that of the quotation before in the paragraph. -1 if there is none
// or the byte is not quoted. Drafts stand in text order.
int32_t speaker_of_quotation(const Text& text, const std::vector<Draft>& drafts, uint32_t byte);

}  // namespace demarche::actors
