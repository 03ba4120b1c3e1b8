"""The network as the program runs it: outputs of the LSTMs in whole 127ths, the matrices that meet them in whole 127ths
of each output's largest weight. Only for predictions; training keeps its own numbers."""
import torch

from model import Parser

STEPS = 127


def steps(matrix):
    """Weights of a layer [outputs][inputs] as multiples of a scale for each output."""
    scale = matrix.abs().amax(1, keepdim=True) / STEPS
    return torch.where(scale > 0, torch.round(matrix / scale.clamp(min=1e-30)) * scale, torch.zeros_like(matrix))


class SmallParser(Parser):
    """A Parser whose state may be loaded from one; `root` goes through the whole weights as it is no LSTM output."""

    def encode(self, rows, lengths, word_dropout=0):
        x = self.inputs(rows, word_dropout)
        real = torch.arange(x.shape[1])[None] < torch.as_tensor(lengths)[:, None]
        for number, layer in enumerate(self.lstm):
            x = torch.cat([self.direction(layer, number, x, real, end) for end in ("", "_reverse")], -1)
        return x

    def direction(self, layer, number, x, real, end):
        weight = lambda kind: getattr(layer, f"{kind}_l0{end}")
        into = weight("weight_ih") if number == 0 else steps(weight("weight_ih"))
        recur = steps(weight("weight_hh"))
        gates = x @ into.T + weight("bias_ih") + weight("bias_hh")
        out = torch.zeros(x.shape[0], x.shape[1], layer.hidden_size)
        cell = torch.zeros(x.shape[0], layer.hidden_size)
        last = torch.zeros_like(cell)
        order = range(x.shape[1]) if end == "" else reversed(range(x.shape[1]))
        for t in order:
            i, f, g, o = (gates[:, t] + last @ recur.T).chunk(4, 1)
            here = real[:, t, None]
            cell = torch.where(here, torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g), torch.zeros_like(cell))
            made = torch.round(torch.sigmoid(o) * torch.tanh(cell) * STEPS) / STEPS
            last = torch.where(here, made, torch.zeros_like(made))
            out[:, t] = last
        return out

    def heads(self, x):
        def dense(layer, rows):
            return torch.nn.functional.linear(rows, steps(layer.weight), layer.bias)

        root = self.root.expand(x.shape[0], 1, -1)
        with_root = lambda layer: torch.cat([layer(root), dense(layer, x)], 1)
        dep, head = torch.relu(dense(self.arc_dep, x)), torch.relu(with_root(self.arc_head))
        arcs = dep @ self.arc_bilinear @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return dense(self.tag, x), arcs, dense(self.label_dep, x), with_root(self.label_head)
