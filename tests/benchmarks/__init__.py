"""What pmwizard costs, as ratios to the plainest program that does the same."""
