// Notices when the record changes, and tells what saved searches and rates make of it. Internal to the room.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "demarche/store.h"
#include "server/answers.h"
#include "server/api.h"
#include "server/hub.h"
#include "server/journal.h"
#include "server/webhooks.h"

namespace demarche::server {

class Watcher {
 public:
  // `worker` is the watcher's own.
  Watcher(Worker* worker, Answers* answers, Hub* hub, Webhooks* webhooks, Journal* journal)
      : worker_(worker),
        store_(worker->store.get()),
        alerts_(worker->alerts),
        answers_(answers),
        hub_(hub),
        webhooks_(webhooks),
        journal_(journal),
        known_(journal->known()) {}

  // Looks at the record about once a second until `ending`. What is there at the beginning counts as known, unless the journal
  // says what was known before.
  void run(const std::atomic<bool>& ending);

 private:
  // What the runs of the record come to; another text when anything was ingested. Empty if the record does not answer.
  std::string state();
  void changed(const std::string& state);
  // Events that fit and were not there at the last look; the first look at a search only learns what is there.
  void look_at(const SavedSearch& search);
  void look_at_rates();
  void forget_removed();
  void write();

  // Asks what every reader opens, and lets go of all other answers.
  void renew();

  Worker* worker_;
  EventStore* store_;
  const Alerts* alerts_;
  Answers* answers_;
  Hub* hub_;
  Webhooks* webhooks_;
  std::string state_;
  Journal* journal_;
  Known known_;
  bool learned_ = false;  // something that the journal does not have yet
};

}  // namespace demarche::server
