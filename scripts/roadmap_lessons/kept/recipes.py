"""All kept files, by name: the lesson, what is kept, and which cells make it."""

from roadmap_lessons.kept.films import by_share, film_vectors
from roadmap_lessons.kept.kinds import Kept, bound, by_number
from roadmap_lessons.kept.transformers import by_bits, small_gpt
from roadmap_lessons.kept.tuning import tuning_runs
from roadmap_lessons.kept.vectors import by_cosine, sentence_vectors, source_vectors, word_vectors

KEPT = {
    "tuning-runs.npz": Kept(
        "stage-4/fine-tuning-lora.md",
        tuning_runs,
        cells=(
            "reviews = pd.read_csv(",
            "test, choosing = ",
            "import torch\n",
            "def vectors(",
            "class LoRA(",
            "def with_lora(",
            "def learning(",
            "def head_on(",
            "def train(",
            "def right_of(",
            "answers = pd.read_csv(",
        ),
    ),
    "garment-net.npz": Kept("stage-4/convolutions.md", bound),
    "austen-lstm.npz": Kept("stage-4/recurrent-networks.md", bound),
    "detector-net.npz": Kept("stage-4/image-classification.md", bound),
    "austen-vectors.npy": Kept(
        "stage-4/word-embeddings.md",
        word_vectors,
        by_cosine,
        0.01,
        (
            "with gzip.open(",
            "def count_pairs(",
            "ids = [",
            "totals = N.sum(",
            "def logistic(",
            "def slopes(",
            "def train(",
        ),
    ),
    "bot-vectors.npy": Kept(
        "stage-4/chatbot-basics.md",
        sentence_vectors,
        by_number,
        0.001,
        ("answers = pd.read_csv(", "entries = (", "import torch", "def cosines(", "def embed("),
    ),
    "site-vectors.npy": Kept(
        "stage-4/retrieval-augmented.md",
        source_vectors,
        by_number,
        1,
        (
            "paragraphs = pd.read_csv(",
            "def sentences(",
            "import sqlite3\n",
            "def embed(",
            "sections = paragraphs.groupby(",
        ),
    ),
    "film-vectors.npz": Kept(
        "stage-4/sentiment-analysis.md",
        film_vectors,
        by_share,
        0.03,
        (
            "file = ",
            "reviews = rated",
            "def drawn(",
            "states = np.array(",
            "def mean_of_real(",
            "import copy",
            "def read_batch(",
            "def read(",
            "def head_on(",
            "def filled_up(",
            "class Tuned(",
            "def train(",
            "def says_praise(",
            "class Small(",
            "def word_ids(",
            "def small_on(",
            "rng = ",
            "probes = ",
            "products = ",
        ),
    ),
    "austen-gpt.npz": Kept(
        "stage-4/transformers.md",
        small_gpt,
        by_bits,
        0.02,
        (
            "ALPHABET = ",
            "import torch\n",
            "class Attention(",
            "class Block(",
            "class GPT(",
            "stream = ",
            "def train(",
            "def bits_of(",
        ),
    ),
}
