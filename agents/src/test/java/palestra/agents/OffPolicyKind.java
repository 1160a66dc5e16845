package palestra.agents;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import palestra.agents.buffers.HerConfig;
import palestra.agents.ddpg.Ddpg;
import palestra.agents.ddpg.DdpgConfig;
import palestra.agents.internal.ActionNoise;
import palestra.agents.sac.Sac;
import palestra.agents.sac.SacConfig;
import palestra.agents.sacdiscrete.DiscreteSac;
import palestra.agents.sacdiscrete.DiscreteSacConfig;
import palestra.agents.td3.Td3;
import palestra.agents.td3.Td3Config;
import palestra.envs.registry.GoalTask;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/** The off-policy actor-critics with settings for tiny tasks. */
enum OffPolicyKind {
  DDPG {
    @Override
    Agent create(Tiny t, AgentContext context) {
      return new Ddpg(
          new DdpgConfig(
              context.copies(),
              t.rate(),
              t.bufferSize(),
              64,
              t.batchSize(),
              0.05,
              t.gamma(),
              1,
              t.gradientSteps(),
              ActionNoise.Type.ORNSTEIN_UHLENBECK,
              1.0,
              t.netArch(),
              Body.valueOf("mlp"),
              t.her()),
          context);
    }
  },
  TD3 {
    @Override
    Agent create(Tiny t, AgentContext context) {
      return new Td3(
          new Td3Config(
              context.copies(),
              t.rate(),
              t.bufferSize(),
              64,
              t.batchSize(),
              0.05,
              t.gamma(),
              1,
              t.gradientSteps(),
              2,
              0.2,
              0.5,
              ActionNoise.Type.NORMAL,
              0.3,
              t.netArch(),
              Body.valueOf("mlp"),
              t.her()),
          context);
    }
  },
  SAC {
    @Override
    Agent create(Tiny t, AgentContext context) {
      return new Sac(
          new SacConfig(
              context.copies(),
              t.rate(),
              t.bufferSize(),
              64,
              t.batchSize(),
              0.05,
              t.gamma(),
              1,
              t.gradientSteps(),
              t.entCoef(),
              "auto",
              1,
              ActionNoise.Type.NONE,
              0.1,
              t.netArch(),
              Body.valueOf("mlp"),
              t.her()),
          context);
    }
  },
  SAC_DISCRETE {
    @Override
    Agent create(Tiny t, AgentContext context) {
      return new DiscreteSac(
          new DiscreteSacConfig(
              context.copies(),
              t.rate(),
              t.bufferSize(),
              64,
              t.batchSize(),
              0.05,
              t.gamma(),
              1,
              t.gradientSteps(),
              t.entCoef(),
              0.3,
              1,
              t.netArch(),
              Body.valueOf("mlp"),
              t.her()),
          context);
    }
  };

  /** What tests change. */
  record Tiny(
      double gamma,
      double learningRate,
      int bufferSize,
      int batchSize,
      int gradientSteps,
      String entCoef,
      List<Integer> netArch,
      HerConfig her) {
    static final Tiny PLAIN = new Tiny(0.9, 0.01, 1000, 32, 1, "0.01", List.of(16), HerConfig.OFF);

    Tiny withEntCoef(String changed) {
      return new Tiny(
          gamma, learningRate, bufferSize, batchSize, gradientSteps, changed, netArch, her);
    }

    Tiny withHer(HerConfig changed) {
      return new Tiny(
          gamma, learningRate, bufferSize, batchSize, gradientSteps, entCoef, netArch, changed);
    }

    Schedule rate() {
      return Schedule.valueOf(learningRate);
    }
  }

  abstract Agent create(Tiny settings, AgentContext context);

  Agent create(Tiny settings, VectorEnvironment env, long total, long seed) {
    return create(settings, env, total, seed, Optional.empty());
  }

  Agent create(
      Tiny settings, VectorEnvironment env, long total, long seed, Optional<GoalTask> goal) {
    return create(
        settings,
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            total,
            Device.CPU,
            seed,
            Optional.empty(),
            env.actionMasks().isPresent(),
            goal));
  }

  boolean discrete() {
    return this == SAC_DISCRETE;
  }

  /** Copies of a probe of two choices, in this kind's action space. */
  VectorEnvironment probe(String id, int copies) {
    return discrete() ? Probes.vector(id, Map.of(), copies) : ContinuousProbe.vector(id, copies);
  }
}
