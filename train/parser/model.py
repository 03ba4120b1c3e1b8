"""The network: summed feature rows, two BiLSTM layers, heads for tags, arcs and labels."""
import torch
from torch import nn


class Parser(nn.Module):
    """`sizes` has: input, hidden (one direction), layers, arc, label. Inputs are rows as Vocabulary.features gives.

    Only the first `trained` words have an embedding; all others share row 0, so the optimiser walks a small table.
    """

    def __init__(self, trained, affix_count, tag_count, rel_count, glove, sizes, dropout):
        super().__init__()
        d = sizes["input"]
        self.sizes, self.trained = sizes, trained
        self.word = nn.Embedding(trained, d)
        nn.init.zeros_(self.word.weight)
        self.glove = nn.Embedding.from_pretrained(glove, freeze=True)
        self.project = nn.Linear(glove.shape[1], d, bias=False)
        self.affix = nn.Embedding(affix_count, d, padding_idx=0)
        nn.init.normal_(self.affix.weight, std=0.3)
        self.shape = nn.Embedding(32, d)
        nn.init.normal_(self.shape.weight, std=0.3)
        self.lstm = nn.ModuleList()
        width = d
        for _ in range(sizes["layers"]):
            layer = nn.LSTM(width, sizes["hidden"], batch_first=True, bidirectional=True)
            for name, value in layer.named_parameters():  # remember by default
                if name.startswith("bias_ih"):
                    nn.init.constant_(value.data[sizes["hidden"]:2 * sizes["hidden"]], 1.0)
            self.lstm.append(layer)
            width = 2 * sizes["hidden"]
        self.tag = nn.Linear(width, tag_count)
        self.arc_dep = nn.Linear(width, sizes["arc"])
        self.arc_head = nn.Linear(width, sizes["arc"])
        self.arc_bilinear = nn.Parameter(torch.eye(sizes["arc"]) * 0.1)
        self.arc_bias = nn.Linear(sizes["arc"], 1)
        self.label_dep = nn.Linear(width, sizes["label"])
        self.label_head = nn.Linear(width, sizes["label"], bias=False)
        self.label_out = nn.Linear(sizes["label"], rel_count)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.dropout = dropout

    def inputs(self, rows, word_dropout):
        words = rows[..., 0]
        own = words.masked_fill(words >= self.trained, 0)
        if self.training and word_dropout > 0:
            chance = torch.rand(words.shape)
            own = own.masked_fill(chance < word_dropout, 0)  # as a word that only the vectors know
            words = words.masked_fill(chance < word_dropout / 3, 0)  # as a word that nobody knows
        x = self.word(own) + self.project(self.glove(words)) + self.shape(rows[..., 6])
        return x + self.affix(rows[..., 1:6]).sum(-2)

    def mask(self, x):
        """The same units are dropped at every word of a sentence."""
        if not self.training:
            return x
        keep = 1 - self.dropout
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) < keep).float() / keep

    def encode(self, rows, lengths, word_dropout=0.15):
        x = self.mask(self.inputs(rows, word_dropout))
        for layer in self.lstm:
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=True)
            x, _ = nn.utils.rnn.pad_packed_sequence(layer(packed)[0], batch_first=True)
            x = self.mask(x)
        return x

    def heads(self, x):
        """Tag scores [b n t]; arc scores [b n n+1] (column 0 is the root); features for labels."""
        root = self.root.expand(x.shape[0], 1, -1)
        with_root = torch.cat([root, x], 1)
        dep = torch.relu(self.arc_dep(x))
        head = torch.relu(self.arc_head(with_root))
        arcs = dep @ self.arc_bilinear @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return self.tag(x), arcs, self.label_dep(x), self.label_head(with_root)

    def labels(self, label_dep, label_head, heads):
        """Label scores of each word for the head it is given."""
        chosen = torch.gather(label_head, 1, heads.unsqueeze(-1).expand(-1, -1, label_head.shape[-1]))
        return self.label_out(torch.relu(label_dep + chosen))
