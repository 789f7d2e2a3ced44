make rollout
