"""From arc scores to trees: arg max, and Chu-Liu-Edmonds where that is no tree with one root."""
import numpy as np


def is_tree(heads):
    """heads[i] is the head of word i + 1; 0 is the root, which has one child."""
    if sum(h == 0 for h in heads) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start + 1, 0
        while at != 0:
            at = heads[at - 1]
            steps += 1
            if steps > len(heads):
                return False
    return True


def contract(scores):
    """Maximum spanning arborescence from node 0 of scores[dependent][head]; gives the head of each node."""
    n = scores.shape[0]
    heads = scores.argmax(1)
    heads[0] = -1
    seen = np.zeros(n, int)
    cycle = None
    for start in range(1, n):
        path, at = [], start
        while at > 0 and seen[at] == 0:
            seen[at] = start
            path.append(at)
            at = heads[at]
        if at > 0 and seen[at] == start and at in path:
            cycle = path[path.index(at):]
            break
    if cycle is None:
        return heads
    rest = [i for i in range(n) if i not in cycle]
    index = {node: i for i, node in enumerate(rest)}
    m = len(rest)
    small = np.full((m + 1, m + 1), -1e9)
    small[:m, :m] = scores[np.ix_(rest, rest)]
    inside = {}
    gain = {c: scores[c, heads[c]] for c in cycle}
    for node in rest:
        best = max(cycle, key=lambda c: scores[c, node] - gain[c])
        inside[node] = best
        small[m, index[node]] = scores[best, node] - gain[best]
        small[index[node], m] = max(scores[node, c] for c in cycle)
    solved = contract(small)
    result = heads.copy()
    entered = rest[solved[m]]
    result[inside[entered]] = entered
    for node in rest:
        if node == 0:
            continue
        h = solved[index[node]]
        result[node] = rest[h] if h < m else max(cycle, key=lambda c: scores[node, c])
    return result


def decode(arcs):
    """Heads for arcs[n][n + 1]."""
    n = arcs.shape[0]
    arcs = arcs.copy()
    arcs[np.arange(n), np.arange(n) + 1] = -1e9
    heads = arcs.argmax(1)
    if is_tree(heads.tolist()):
        return heads
    full = np.full((n + 1, n + 1), -1e9)
    full[1:, :] = arcs
    root = int(arcs[:, 0].argmax()) + 1  # one root: the best one
    full[1:, 0] = -1e9
    full[root, 0] = 0
    return contract(full)[1:]
