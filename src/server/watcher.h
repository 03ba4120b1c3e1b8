// Notices when the record changes, and tells what saved searches and rates make of it. Internal to the room.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "demarche/store.h"
#include "server/alerts.h"
#include "server/answers.h"
#include "server/hub.h"
#include "server/webhooks.h"

namespace demarche::server {

class Watcher {
 public:
  Watcher(EventStore* store, const Alerts* alerts, Answers* answers, Hub* hub, Webhooks* webhooks)
      : store_(store), alerts_(alerts), answers_(answers), hub_(hub), webhooks_(webhooks) {}

  // Looks at the record about once a second until `ending`. What is there at the beginning counts as known.
  void run(const std::atomic<bool>& ending);

 private:
  // What the runs of the record come to; another text when anything was ingested. Empty if the record does not answer.
  std::string state();
  void changed(const std::string& state);
  // Events that fit and were not there at the last look; the first look at a search only learns what is there.
  void look_at(const SavedSearch& search);
  void look_at_rates();

  EventStore* store_;
  const Alerts* alerts_;
  Answers* answers_;
  Hub* hub_;
  Webhooks* webhooks_;
  std::string state_;
  std::map<std::string, std::set<std::string>> known_;  // ids of events by search
  std::set<std::string> known_changes_;
  bool rates_known_ = false;
};

}  // namespace demarche::server
