"""Where the network's word vectors start: what words stand beside a word tells what kind of word it is.

Singular value decomposition of positive pointwise mutual information (Levy and Goldberg 2014; Levy, Goldberg and
Dagan 2015), with a column for each frequent word at either side, so that word classes come out rather than topics.
Learned from all words of the corpus, of which one in ten is a candidate. The nearest neighbours alone, their
frequencies smoothed more than is usual, did better than two words to either side.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

PLACES = (-1, 1)
COLUMNS = 2500  # most frequent words, per place
SMOOTHING = 0.5  # of the columns' frequencies
_ROUNDS = 3  # power iterations of the randomised decomposition (Halko, Martinsson and Tropp 2011)
_SLICE = 8_000_000


def word_vectors(ids: NDArray[np.uint16], size: int, dimensions: int, seed: int = 0) -> NDArray[np.float32]:
    """Vectors of ids 0..size-1 from a corpus of ids in reading order, documents parted by two zeros.

    Every dimension has unit variance.
    """
    counts = np.bincount(ids, minlength=size)
    counts[0] = 0
    column = np.full(size, -1)
    frequent = np.argsort(-counts, kind="stable")[:COLUMNS]
    column[frequent] = np.arange(frequent.size)
    table = sparse.hstack([_neighbours(ids, size, column, place) for place in PLACES]).tocoo()
    rows = np.asarray(table.sum(axis=1)).ravel() + 1e-9
    columns = np.asarray(table.sum(axis=0)).ravel() ** SMOOTHING
    columns /= columns.sum()
    information = np.log(np.maximum(table.data / (rows[table.row] * columns[table.col]), 1e-9))
    keep = information > 0
    shape = table.shape
    pmi = sparse.csr_matrix((information[keep].astype(np.float32), (table.row[keep], table.col[keep])), shape=shape)
    found = np.random.default_rng(seed).standard_normal((shape[1], dimensions + 16)).astype(np.float32)
    for _ in range(_ROUNDS):
        left, _ = np.linalg.qr(pmi @ found)
        found, _ = np.linalg.qr(pmi.T @ left)
    u, s, _ = np.linalg.svd(pmi @ found, full_matrices=False)
    vectors = u[:, :dimensions] * s[:dimensions] ** 0.5
    scaled: NDArray[np.float32] = (vectors / vectors.std(axis=0)).astype(np.float32)
    return scaled


def _neighbours(ids: NDArray[np.uint16], size: int, column: NDArray[np.int64], place: int) -> sparse.csr_matrix:
    """How often each column's word stands `place` words after each word."""
    here = ids[max(0, -place) : ids.size - max(0, place)]
    there = ids[max(0, place) : ids.size + min(0, place)]
    nothing = np.zeros(0, np.int64)
    total = sparse.csr_matrix((np.zeros(0, np.float32), (nothing, nothing)), shape=(size, COLUMNS))
    for low in range(0, here.size, _SLICE):
        row, col = here[low : low + _SLICE].astype(np.int64), column[there[low : low + _SLICE]]
        keep = (col >= 0) & (row > 0)
        ones = np.ones(int(keep.sum()), np.float32)
        total = total + sparse.coo_matrix((ones, (row[keep], col[keep])), shape=(size, COLUMNS)).tocsr()
    return total
