"""From arc scores to trees: arg max, and the best projective tree where that is no projective tree with one root."""
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


def is_projective(heads):
    """No two arcs cross, and none passes over the root."""
    for d, h in enumerate(heads, 1):
        if h == 0:
            continue
        left, right = min(d, h), max(d, h)
        if any(not left <= heads[k - 1] <= right for k in range(left + 1, right)):
            return False
    return True


def best_projective(arcs):
    """Eisner's algorithm over words 0 .. n-1; direction 0: the left end of the span heads it, 1: the right end."""
    n = arcs.shape[0]
    complete, opened = np.zeros((2, n, n)), np.full((2, n, n), -1e9)
    complete_at, opened_at = np.zeros((2, n, n), int), np.zeros((2, n, n), int)
    for length in range(1, n):
        for i in range(n - length):
            j = i + length
            inside = complete[0, i, i:j] + complete[1, i + 1:j + 1, j]
            k = int(inside.argmax())
            opened[0, i, j], opened[1, i, j] = inside[k] + arcs[j, i + 1], inside[k] + arcs[i, j + 1]
            opened_at[:, i, j] = i + k
            right = opened[0, i, i + 1:j + 1] + complete[0, i + 1:j + 1, j]
            k = int(right.argmax())
            complete[0, i, j], complete_at[0, i, j] = right[k], i + 1 + k
            left = complete[1, i, i:j] + opened[1, i:j, j]
            k = int(left.argmax())
            complete[1, i, j], complete_at[1, i, j] = left[k], i + k
    heads = np.zeros(n, int)

    def spread(direction, left, right):
        while left != right:
            k = complete_at[direction, left, right]
            start, end = (left, k) if direction == 0 else (k, right)
            heads[end if direction == 0 else start] = (start if direction == 0 else end) + 1
            middle = opened_at[direction, start, end]
            spread(0, start, middle)
            spread(1, middle + 1, end)
            left, right = (k, right) if direction == 0 else (left, k)

    root = int((arcs[:, 0] + complete[1, 0, :] + complete[0, :, n - 1]).argmax())
    spread(1, 0, root)
    spread(0, root, n - 1)
    return heads


def decode(arcs):
    """Heads for arcs[n][n + 1]."""
    n = arcs.shape[0]
    arcs = arcs.copy()
    arcs[np.arange(n), np.arange(n) + 1] = -1e9
    heads = arcs.argmax(1)
    if is_tree(heads.tolist()) and is_projective(heads.tolist()):
        return heads
    return best_projective(arcs)
