"""Trains generative models in PyTorch, step by step, as fast as its user would: answers lines with lines of JSON.

    python generative_training.py THREADS

A line asks for steps: WHAT LAYOUT STEPS, such as `conv-vae channels_last 20`. WHAT is one of dense-vae, conv-vae, dcgan,
ring-gan; LAYOUT is default or channels_last. The networks and batches are those of Palestra's benchmark `generative`.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 128


class Reshape(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(x.shape[0], *self.shape)


class Vae:
    """One step: encode, draw, decode, Bernoulli likelihood and divergence, Adam."""

    def __init__(self, encoder, features, decoder, latent, shape, layout):
        self.encoder = encoder
        self.head = nn.Linear(features, 2 * latent)
        self.decoder = decoder
        self.modules = nn.ModuleList([self.encoder, self.head, self.decoder])
        self.modules = self.modules.to(memory_format=layout)
        self.optimizer = torch.optim.Adam(self.modules.parameters(), 1e-3)
        self.x = torch.rand(BATCH, *shape)
        if len(shape) == 3:
            self.x = self.x.to(memory_format=layout)

    def step(self):
        mean, log_variance = self.head(self.encoder(self.x)).chunk(2, 1)
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        logits = self.decoder(z)
        reconstruction = F.binary_cross_entropy_with_logits(logits, self.x, reduction="sum")
        divergence = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum()
        loss = (reconstruction + divergence) / BATCH
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.item()


class Gan:
    """One step: the discriminator's update, then the generator's by the same fake batch, as in PyTorch's own DCGAN."""

    def __init__(self, generator, discriminator, latent, shape, rate, beta1, layout):
        self.generator = generator.to(memory_format=layout)
        self.discriminator = discriminator.to(memory_format=layout)
        self.latent = latent
        self.d = torch.optim.Adam(self.discriminator.parameters(), rate, (beta1, 0.999))
        self.g = torch.optim.Adam(self.generator.parameters(), rate, (beta1, 0.999))
        self.x = torch.rand(BATCH, *shape)
        if len(shape) == 3:
            self.x = self.x.to(memory_format=layout)

    def step(self):
        fake = self.generator(torch.randn(BATCH, self.latent))
        loss = F.softplus(-self.discriminator(self.x)).mean()
        loss = loss + F.softplus(self.discriminator(fake.detach())).mean()
        self.d.zero_grad(set_to_none=True)
        loss.backward()
        self.d.step()
        loss = F.softplus(-self.discriminator(fake)).mean()
        self.g.zero_grad(set_to_none=True)
        loss.backward()
        self.g.step()
        return loss.item()


def dense_vae(layout):
    encoder = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU())
    decoder = nn.Sequential(
        nn.Linear(32, 256), nn.ReLU(), nn.Linear(256, 512), nn.ReLU(), nn.Linear(512, 784)
    )
    return Vae(encoder, 256, decoder, 32, (784,), layout)


def conv_vae(layout):
    encoder = nn.Sequential(
        nn.Conv2d(1, 32, 4, 2, 1), nn.ReLU(),
        nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 256), nn.ReLU(),
    )  # fmt: skip
    decoder = nn.Sequential(
        nn.Linear(32, 64 * 7 * 7), nn.ReLU(), Reshape(64, 7, 7),
        nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(),
        nn.ConvTranspose2d(32, 1, 4, 2, 1),
    )  # fmt: skip
    return Vae(encoder, 256, decoder, 32, (1, 28, 28), layout)


def dcgan(layout):
    generator = nn.Sequential(
        nn.Linear(64, 128 * 7 * 7), Reshape(128, 7, 7), nn.BatchNorm2d(128), nn.ReLU(),
        nn.ConvTranspose2d(128, 64, 4, 2, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
        nn.ConvTranspose2d(64, 1, 4, 2, 1), nn.Sigmoid(),
    )  # fmt: skip
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, 4, 2, 1, bias=False), nn.BatchNorm2d(128), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(128 * 7 * 7, 1),
    )  # fmt: skip
    return Gan(generator, discriminator, 64, (1, 28, 28), 2e-4, 0.5, layout)


def ring_gan(layout):
    def mlp(inputs, outputs, activation):
        return nn.Sequential(
            nn.Linear(inputs, 128), activation, nn.Linear(128, 128), activation, nn.Linear(128, outputs)
        )

    return Gan(mlp(2, 2, nn.ReLU()), mlp(2, 1, nn.LeakyReLU(0.2)), 2, (2,), 1e-3, 0.8, layout)


MODELS = {"dense-vae": dense_vae, "conv-vae": conv_vae, "dcgan": dcgan, "ring-gan": ring_gan}
LAYOUTS = {"default": torch.contiguous_format, "channels_last": torch.channels_last}


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.manual_seed(0)
    made = {}
    for line in sys.stdin:
        what, layout, steps = line.split()
        if (what, layout) not in made:
            made[what, layout] = MODELS[what](LAYOUTS[layout])
            for _ in range(5):
                made[what, layout].step()
        start = time.perf_counter()
        for _ in range(int(steps)):
            made[what, layout].step()
        seconds = time.perf_counter() - start
        answer = {"peer": "PyTorch " + torch.__version__.split("+")[0], "milliseconds": 1000 * seconds / int(steps)}
        print(json.dumps(answer), flush=True)


main()
