"""What the acts of duty give the house; `portal.duty.contributions` joins them."""
