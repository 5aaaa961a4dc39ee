#include "scenarios/text/parse_yaml.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <optional>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "scenarios/text/diagnostics.hpp"
#include "scenarios/text/unclosed_delimiter.hpp"

namespace caseload::scenarios {
namespace {

constexpr std::string_view kNeverClosed = "opened here and never closed; is the file cut off?";

// How the handler stops the parser; caught in parse_yaml, never seen outside.
struct Refused {
  Place place;
  std::string why;
};

// Builds the tree from yaml-cpp's events. yaml-cpp counts lines and columns (in bytes) from 0.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(DocumentPtr document) : document_(std::move(document)) {}

  Node take_root() { return std::move(root_); }
  std::optional<Place> innermost_open() const {
    return open_.empty() ? std::nullopt : std::optional(open_.back().node.place);
  }
  Place place(const YAML::Mark& mark, std::size_t length = 1) const {
    return {document_, static_cast<std::size_t>(mark.line) + 1,
            static_cast<std::size_t>(mark.column) + 1, length};
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (started_) throw Refused{place(mark), "a second document begins here; a file holds one"};
    started_ = true;
  }
  void OnDocumentEnd() override {}

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{place(mark), "aliases (*name) are not accepted; write the value out"};
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    Node node;
    // The mark of an empty value is that of whatever comes next: point at its key instead.
    node.place = !open_.empty() && open_.back().key ? open_.back().key_place : place(mark);
    add(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    refuse_open_end(mark);
    Node node;
    node.kind = Node::Kind::Scalar;
    node.quoted = tag == "!";  // yaml-cpp: "!" for quoted and block scalars, "?" for plain ones
    node.text = value;
    node.place = place(mark, value.size() + (node.quoted ? 2 : 0));
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(mark, tag, anchor, Node::Kind::List);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(mark, tag, anchor, Node::Kind::Map);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapEnd() override { end(); }

 private:
  struct Open {
    Node node;
    std::optional<std::string> key;  // Map: read, its value not yet
    Place key_place;
    std::unordered_map<std::string, std::size_t> lines_of_keys;  // Map: to see a key's second time
  };

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0)
      throw Refused{place(mark), "anchors (&name) are not accepted; write the value out"};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag != "" && tag != "?" && tag != "!")
      throw Refused{place(mark),
                    "tags (!name) are not accepted; a value's meaning follows from its key"};
  }

  void refuse_open_end(const YAML::Mark& mark) const {
    if (!is_closed(document_->text, static_cast<std::size_t>(mark.pos)))
      throw Refused{place(mark), std::string(kNeverClosed)};
  }

  void begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             Node::Kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() == kDeepestLevel)
      throw Refused{place(mark), fmt::format("nested more than {} levels deep", kDeepestLevel)};
    const bool as_key = !open_.empty() && open_.back().node.is_map() && !open_.back().key;
    if (as_key) refuse_open_end(mark);
    if (as_key) throw Refused{place(mark), "a key is a word, not a list or a map"};
    Open opened;
    opened.node.kind = kind;
    opened.node.place = place(mark);
    open_.push_back(std::move(opened));
  }

  void end() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  // A finished node goes where the file has it: the root, the next item, a key or that key's value.
  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_list()) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      add_key(parent, node);
    } else {
      parent.node.entries.push_back({std::move(*parent.key), parent.key_place, std::move(node)});
      parent.key.reset();
    }
  }

  static void add_key(Open& parent, const Node& node) {
    if (node.kind != Node::Kind::Scalar) throw Refused{node.place, "a key is missing here"};
    const auto [first, is_new] = parent.lines_of_keys.emplace(node.text, node.place.line);
    if (!is_new)
      throw Refused{node.place,
                    fmt::format("\"{}\" stands here a second time; the first is in line {}",
                                node.text, first->second)};
    parent.key = node.text;
    parent.key_place = node.place;
  }

  DocumentPtr document_;
  bool started_ = false;
  std::vector<Open> open_;
  Node root_;
};

Error at(const Place& place, std::string_view why) {
  Diagnostics diagnostics;
  diagnostics.error(place, "", why);
  return diagnostics.as_error();
}

// yaml-cpp gives no place for a bracket that is never closed; the innermost one open is the one
// meant.
Error syntax_error(const YAML::Exception& problem, const TreeBuilder& tree) {
  const bool unclosed = std::string_view(problem.msg).starts_with("end of ");
  if (const auto open = tree.innermost_open(); unclosed && open) return at(*open, kNeverClosed);
  return at(tree.place(problem.mark), fmt::format("not valid YAML: {}", problem.msg));
}

}  // namespace

Result<Node> parse_yaml(std::string text, std::string name) {
  const auto document = std::make_shared<const Document>(std::move(name), std::move(text));
  TreeBuilder tree(document);
  try {
    std::istringstream stream(document->text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(tree)) {
    }
  } catch (const Refused& refused) {
    return std::unexpected(at(refused.place, refused.why));
  } catch (const YAML::Exception& problem) {
    return std::unexpected(syntax_error(problem, tree));
  }

  Node root = tree.take_root();
  if (!root.is_map()) {
    root.place.document = document;
    return std::unexpected(
        at(root.place, root.kind == Node::Kind::Empty
                           ? "the file is empty"
                           : "expected \"key: value\" lines at the start of the file"));
  }
  return root;
}

}  // namespace caseload::scenarios
