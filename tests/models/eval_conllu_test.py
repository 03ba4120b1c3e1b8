"""Tests of scripts/eval_conllu.py on small pairs of files whose figures are known."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "eval_conllu.py"


def sentence(*rows):
    """Rows are (id, form, lemma, upos, xpos, head, relation)."""
    return "".join("\t".join((str(r[0]), r[1], r[2], r[3], r[4], "_", str(r[5]), r[6], "_", "_")) + "\n" for r in rows) + "\n"


GOLD = sentence(("1-2", "don't", "_", "_", "_", "_", "_"), (1, "do", "do", "AUX", "VBP", 3, "aux"),
                (2, "n't", "not", "PART", "RB", 3, "advmod"), (3, "go", "go", "VERB", "VB", 0, "root"),
                (4, "home", "home", "ADV", "RB", 3, "advmod")) + sentence((1, "Yes", "yes", "INTJ", "UH", 0, "root"))


class EvalConllu(unittest.TestCase):
    def run_script(self, gold, system):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("gold", "system")]
            for path, text in zip(paths, (gold, system)):
                path.write_text(text, encoding="utf-8")
            return subprocess.run([sys.executable, str(SCRIPT), *map(str, paths), "--json"], capture_output=True, text=True)

    def figures(self, gold, system):
        done = self.run_script(gold, system)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_same_file_is_all_right(self):
        for name, row in self.figures(GOLD, GOLD).items():
            self.assertAlmostEqual(row["f1"], 100.0, msg=name)

    def test_words_of_a_multiword_token_align_without_it(self):
        plain = "\n".join(line for line in GOLD.split("\n") if not line.startswith("1-2"))
        found = self.figures(GOLD, plain)
        self.assertAlmostEqual(found["Words"]["f1"], 100.0)
        self.assertAlmostEqual(found["LAS"]["f1"], 100.0)
        self.assertAlmostEqual(found["Tokens"]["recall"], 75.0)

    def test_cut_words_and_joined_sentences(self):
        system = sentence((1, "do", "do", "AUX", "VBP", 3, "aux"), (2, "n't", "not", "PART", "RB", 3, "advmod"),
                          (3, "go", "go", "VERB", "VB", 0, "root"), (4, "ho", "ho", "X", "FW", 3, "dep"),
                          (5, "me", "me", "X", "FW", 3, "dep"), (6, "Yes", "yes", "INTJ", "UH", 3, "discourse"))
        found = self.figures(GOLD, system)
        self.assertAlmostEqual(found["Words"]["recall"], 80.0)
        self.assertAlmostEqual(found["Words"]["precision"], 100 * 4 / 6)
        self.assertAlmostEqual(found["UAS"]["recall"], 60.0, msg="the second root now hangs on the first")
        self.assertAlmostEqual(found["UAS"]["aligned"], 75.0)
        self.assertAlmostEqual(found["Sentences"]["f1"], 0.0)

    def test_subtypes_count_only_in_las_sub(self):
        found = self.figures(GOLD, GOLD.replace("aux\t_", "aux:pass\t_"))
        self.assertAlmostEqual(found["LAS"]["f1"], 100.0)
        self.assertAlmostEqual(found["LAS-sub"]["f1"], 80.0)

    def test_other_text_is_an_error(self):
        done = self.run_script(GOLD, GOLD.replace("Yes", "No"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("the texts differ at character", done.stderr)


if __name__ == "__main__":
    unittest.main()
