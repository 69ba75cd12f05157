"""The ways out: each speaks one channel's language, and believes only what that channel says itself."""
